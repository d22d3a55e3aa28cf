package org.kaiwa.signon;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers that no cache may keep. */
final class Answers {

    private static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig().withNullValues(true));

    private Answers() {}

    /**
     * A refusal, for programs.
     *
     * @param error why, for programs
     * @param message why, for people, a whole sentence
     */
    @JsonbPropertyOrder({"error", "message"})
    public record Refusal(String error, String message) {}

    static void refuse(HttpServletResponse response, int status, String error, String message) throws IOException {
        response.setStatus(status);
        json(response, new Refusal(error, message));
    }

    /**
     * Sends a browser somewhere else, by the address as it is: of a path a container would make a whole one ({@code sendRedirect}), with the scheme that it sees itself, which
     * behind a proxy is not the browser's. A path alone is enough (RFC 9110 §10.2.2).
     *
     * @param there a whole address, or a path of this host
     */
    static void goTo(HttpServletResponse response, String there) {
        keepNoCopy(response);
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", there);
    }

    static void json(HttpServletResponse response, Object answer) throws IOException {
        keepNoCopy(response);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(JSONB.toJson(answer));
    }

    /**
     * A page that says why somebody cannot be signed in, and lets him try again.
     *
     * @param status the status
     * @param title what has happened
     * @param text what can be done, a whole sentence; no text of a stranger
     * @param root the path of the application
     */
    static void page(HttpServletResponse response, int status, String title, String text, String root)
            throws IOException {
        response.setStatus(status);
        keepNoCopy(response);
        // It comes before the filters that do so for every other page.
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(PAGE.formatted(title, root, root, root, title, text, root));
    }

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <title>%s · Kaiwa</title>
              <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
              <meta name="color-scheme" content="light dark">
              <link rel="icon" href="%sicon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="%sstyles/sign-on.css">
            </head>
            <body>
              <main class="welcome">
                <div class="card">
                  <img class="card-icon" src="%sicon.svg" alt="" width="56" height="56">
                  <h1 class="card-title">%s</h1>
                  <p class="card-tagline">%s</p>
                  <a class="button is-main" href="%s">Sign in</a>
                </div>
              </main>
            </body>
            </html>
            """;

    static void keepNoCopy(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
    }
}
