package org.kaiwa.signon;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A cookie as a browser keeps one (RFC 6265 §5).
 *
 * @param host that it came from, and no other; the port does not matter (§8.5)
 * @param path that it is for, with all below
 * @param sameSite in small letters, {@code lax} where nothing is said, as browsers have it
 * @param lifetime how long it is to be kept, or null when that is until the browser ends
 */
public record Cookie(
        String name,
        String value,
        String host,
        String path,
        boolean httpOnly,
        boolean secure,
        String sameSite,
        Duration lifetime) {

    /** Reads the value of a Set-Cookie header. A domain that it names is not looked at. */
    static Cookie parse(URI from, String header) {
        String[] parts = header.split(";");
        String[] pair = parts[0].split("=", 2);
        Map<String, String> attributes = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] attribute = parts[i].split("=", 2);
            attributes.put(
                    attribute[0].strip().toLowerCase(Locale.ROOT), attribute.length == 2 ? attribute[1].strip() : "");
        }
        String path = attributes.getOrDefault("path", "");
        return new Cookie(
                pair[0].strip(),
                pair.length == 2 ? pair[1].strip() : "",
                from.getHost(),
                path.startsWith("/") ? path : defaultPath(from),
                attributes.containsKey("httponly"),
                attributes.containsKey("secure"),
                attributes.getOrDefault("samesite", "lax").toLowerCase(Locale.ROOT),
                lifetime(attributes));
    }

    /** Whether it takes another's place. */
    boolean replaces(Cookie other) {
        return name.equals(other.name) && host.equals(other.host) && path.equals(other.path);
    }

    /** Whether it only ends the one whose place it takes. */
    boolean isOver() {
        return lifetime != null && (lifetime.isZero() || lifetime.isNegative());
    }

    /**
     * Whether it goes with a request. {@code Secure} is no matter, for browsers trust the loopback as they trust TLS.
     *
     * @param crossSite the request comes from another site
     * @param safe it is a GET that shows a page
     */
    boolean goesTo(URI target, boolean crossSite, boolean safe) {
        boolean allowed = !crossSite || sameSite.equals("none") || sameSite.equals("lax") && safe;
        return allowed && host.equals(target.getHost()) && coversPath(target.getPath());
    }

    private boolean coversPath(String asked) {
        String whole = asked.isEmpty() ? "/" : asked;
        return whole.equals(path)
                || whole.startsWith(path) && (path.endsWith("/") || whole.charAt(path.length()) == '/');
    }

    /** §5.1.4. */
    private static String defaultPath(URI from) {
        int end = from.getPath().lastIndexOf('/');
        return end <= 0 ? "/" : from.getPath().substring(0, end);
    }

    /** §5.3, where Max-Age goes before Expires. */
    private static Duration lifetime(Map<String, String> attributes) {
        if (attributes.containsKey("max-age")) {
            return Duration.ofSeconds(Long.parseLong(attributes.get("max-age")));
        }
        if (attributes.containsKey("expires")) {
            String date = attributes.get("expires").replace('-', ' ');
            return Duration.between(
                    Instant.now(),
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        }
        return null;
    }
}
