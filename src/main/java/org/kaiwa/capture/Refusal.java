package org.kaiwa.capture;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Why somebody may not watch.
 *
 * @param error for programs
 * @param message for people, a whole sentence
 */
public record Refusal(String error, String message) {

    private static final Jsonb JSONB = JsonbBuilder.create();

    static void send(HttpServletResponse response, int status, String error, String message) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(JSONB.toJson(new Refusal(error, message)));
    }
}
