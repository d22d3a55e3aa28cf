package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.kaiwa.it.DataDirectories;
import org.kaiwa.it.LoggingProcess;
import org.kaiwa.signon.FreePort;

/** A real reverse proxy on a free port of the loopback, with the file of {@code server-config}: TLS ends at it, and the chat is at {@code /chat/}. */
final class ReverseProxy implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path CONFIG = Path.of(System.getProperty("kaiwa.test.server-config", ""));

    private final Path directory;
    private final int port;
    private final LoggingProcess process;

    /** Which one. */
    enum Kind {
        NGINX,
        HTTPD
    }

    private ReverseProxy(Path directory, int port, LoggingProcess process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param backend the page of the server behind it, whose context path is {@code /kaiwa}
     */
    static ReverseProxy start(Kind kind, URI backend) throws Exception {
        Path directory = Files.createTempDirectory("kaiwa-proxy-");
        int port = FreePort.choose();
        certify(directory);
        List<String> command = kind == Kind.NGINX ? nginx(directory, port, backend) : httpd(directory, port, backend);
        ReverseProxy proxy =
                new ReverseProxy(directory, port, new LoggingProcess(new ProcessBuilder(command), line -> {}));
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .failFast(() -> assertThat(proxy.process.process().isAlive())
                            .as(() -> "it runs: " + proxy.process.log())
                            .isTrue())
                    .ignoreException(IOException.class)
                    .untilAsserted(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
            return proxy;
        } catch (RuntimeException | AssertionError failure) {
            proxy.close();
            throw failure;
        }
    }

    /** Where a browser finds the chat. */
    URI page() {
        return URI.create("https://localhost:" + port + "/chat/");
    }

    @Override
    public void close() {
        process.close();
        DataDirectories.delete(directory);
    }

    private static void certify(Path directory) throws Exception {
        LoggingProcess openssl = new LoggingProcess(
                new ProcessBuilder(
                        Tools.openssl().toString(),
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost",
                        "-keyout",
                        directory.resolve("chat.key").toString(),
                        "-out",
                        directory.resolve("chat.pem").toString()),
                line -> {});
        assertThat(openssl.process().waitFor()).as(() -> "" + openssl.log()).isZero();
    }

    private static List<String> nginx(Path directory, int port, URI backend) throws IOException {
        apply(directory, "nginx", Map.of("listen 443", "listen 127.0.0.1:" + port), backend);
        Path main = Files.writeString(directory.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid DIRECTORY/pid;
                error_log stderr;
                events {}
                http {
                    access_log off;
                    client_body_temp_path DIRECTORY/body;
                    proxy_temp_path DIRECTORY/proxy;
                    fastcgi_temp_path DIRECTORY/fastcgi;
                    uwsgi_temp_path DIRECTORY/uwsgi;
                    scgi_temp_path DIRECTORY/scgi;
                    include DIRECTORY/kaiwa.conf;
                }
                """.replace("DIRECTORY", directory.toString()));
        return List.of(Tools.nginx().toString(), "-e", "stderr", "-p", directory.toString(), "-c", main.toString());
    }

    private static List<String> httpd(Path directory, int port, URI backend) throws IOException {
        apply(directory, "httpd", Map.of("Listen 443", "Listen 127.0.0.1:" + port, "*:443", "*:" + port), backend);
        // For who is root must become somebody else to answer.
        Path main = Files.writeString(directory.resolve("httpd.conf"), """
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
                LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
                LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
                LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
                LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
                ServerName localhost
                ServerRoot DIRECTORY
                DefaultRuntimeDir DIRECTORY
                PidFile DIRECTORY/pid
                ErrorLog /dev/stderr
                User nobody
                Group nogroup
                Include DIRECTORY/kaiwa.conf
                """.replace("DIRECTORY", directory.toString()));
        return List.of(Tools.httpd().toString(), "-DFOREGROUND", "-f", main.toString());
    }

    /** The file as it is, but for what is another place here: the certificate, the ports. */
    private static void apply(Path directory, String which, Map<String, String> ports, URI backend) throws IOException {
        String text = Files.readString(CONFIG.resolve(which).resolve("kaiwa.conf"));
        for (Map.Entry<String, String> place : ports.entrySet()) {
            text = put(text, place.getKey(), place.getValue());
        }
        text = put(text, "127.0.0.1:8080", backend.getAuthority());
        text = put(
                text, "/etc/ssl/certs/chat.pem", directory.resolve("chat.pem").toString());
        text = put(
                text, "/etc/ssl/private/chat.key", directory.resolve("chat.key").toString());
        Files.writeString(directory.resolve("kaiwa.conf"), text);
    }

    private static String put(String text, String what, String instead) {
        assertThat(text).contains(what);
        return text.replace(what, instead);
    }
}
