package org.kaiwa.signon;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request to the provider and the answer to it. */
final class Exchange {

    private final HttpExchange exchange;
    private final Map<String, String> parameters;

    Exchange(HttpExchange exchange) throws IOException, Refusal {
        this.exchange = exchange;
        // The server writes head and body apart, and on a connection that is kept the body waits for a delayed
        // acknowledgement of the head.
        exchange.getResponseHeaders().set("Connection", "close");
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        parameters = Map.copyOf(
                Form.decode(isPost() ? body : exchange.getRequestURI().getRawQuery()));
    }

    /** Of the query, or of the body when it is posted. */
    Map<String, String> parameters() {
        return parameters;
    }

    /** One parameter, empty when it is not there. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    boolean isPost() {
        return "POST".equals(exchange.getRequestMethod());
    }

    /** The rest of the Authorization header after its scheme, empty when it is of another one. */
    String authorization(String scheme) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null && header.startsWith(scheme + " ") ? header.substring(scheme.length() + 1) : "";
    }

    void answer(Map<String, ?> json) throws IOException {
        answer(exchange, 200, json);
    }

    /** Sends the browser elsewhere; parameters without a value are left out. */
    void redirect(String to, Map<String, String> answer) throws IOException {
        Map<String, String> present = new LinkedHashMap<>(answer);
        present.values().removeIf(String::isEmpty);
        String separator = present.isEmpty() ? "" : to.contains("?") ? "&" : "?";
        exchange.getResponseHeaders().set("Location", to + separator + Form.encode(present));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    static void refuse(HttpExchange exchange, Refusal why) throws IOException {
        if (why.status() == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic, Bearer error=\"" + why.error() + "\"");
        }
        answer(exchange, why.status(), Map.of("error", why.error(), "error_description", why.getMessage()));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> json) throws IOException {
        byte[] body = JSONObjectUtils.toJSONString(json).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
