package org.kaiwa.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serves some files on a free port of the loopback, for pages that are not our server's. */
final class StaticServer implements AutoCloseable {

    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");

    private final HttpServer server;

    StaticServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    /** Serves the files below a folder. */
    StaticServer folder(String path, Path folder) {
        server.createContext(
                path,
                exchange -> send(
                        exchange,
                        Files.readAllBytes(folder.resolve(
                                exchange.getRequestURI().getPath().substring(path.length())))));
        return this;
    }

    /** Serves one text. */
    StaticServer text(String path, String text) {
        server.createContext(path, exchange -> send(exchange, text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Serves one resource of the class path. */
    StaticServer resource(String path, String resource) {
        server.createContext(path, exchange -> {
            try (InputStream in = StaticServer.class.getResourceAsStream(resource)) {
                send(exchange, in.readAllBytes());
            }
        });
        return this;
    }

    /** Serves the resources of the class path below a folder. */
    StaticServer resources(String path, String folder) {
        server.createContext(path, exchange -> {
            String name = exchange.getRequestURI().getPath().substring(path.length());
            try (InputStream in = StaticServer.class.getResourceAsStream(folder + name)) {
                send(exchange, in.readAllBytes());
            }
        });
        return this;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain");
        exchange.getResponseHeaders().set("Content-Type", type + ";charset=UTF-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
