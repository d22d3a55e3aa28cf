package org.kaiwa.signon;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** By what a browser is known again that has been sent to sign in: otherwise one could begin and have another end (RFC 6749 §10.12). */
final class BrowserSecret {

    private static final String COOKIE = "kaiwa-sign-on";
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private BrowserSecret() {}

    /** The browser's secret, the same for all its windows; a new one is sent to it if it has none. */
    static String of(HttpServletRequest request, HttpServletResponse response, PublicUrls urls) {
        String secret = sent(request).orElseGet(BrowserSecret::random);
        Cookie cookie = new Cookie(COOKIE, secret);
        cookie.setHttpOnly(true);
        cookie.setSecure(urls.isSecure(request));
        // Not "Strict": the provider sends the browser back, and the cookie has to come along.
        cookie.setAttribute("SameSite", "Lax");
        cookie.setPath(Paths.root(request));
        cookie.setMaxAge((int) PendingSignOns.PATIENCE.toSeconds());
        response.addCookie(cookie);
        return secret;
    }

    static boolean is(HttpServletRequest request, String secret) {
        return sent(request)
                .filter(sent -> MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    private static Optional<String> sent(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        return Stream.of(cookies)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(value -> value.matches("[A-Za-z0-9_-]{22}"))
                .findFirst();
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
