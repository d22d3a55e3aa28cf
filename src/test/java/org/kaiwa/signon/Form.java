package org.kaiwa.signon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code application/x-www-form-urlencoded}, in a query and in a body. */
final class Form {

    private Form() {}

    /** Reads one; what is there twice is refused (RFC 6749 §3.1). */
    static Map<String, String> decode(String text) throws Refusal {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return parameters;
        }
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            String before = parameters.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            Refusal.unless(before == null, "invalid_request", parts[0] + " is there twice");
        }
        return parameters;
    }

    static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String decoded(String text) throws Refusal {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw new Refusal(400, "invalid_request", "not encoded as a form: " + text);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
