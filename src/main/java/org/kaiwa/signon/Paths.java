package org.kaiwa.signon;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request asks for, as far as signing on is concerned. */
final class Paths {

    /** Where the provider sends a browser back to (RFC 6749 §3.1.2). */
    static final String CALLBACK = "/oidc/callback";

    /** Where the provider says that a session has ended (OpenID Connect Back-Channel Logout 1.0 §2.2). */
    static final String BACK_CHANNEL_LOGOUT = "/oidc/back-channel-logout";

    /** What a browser is shown that has signed out. */
    static final String SIGNED_OUT = "/signed-out.html";

    /** Who one is; the page asks for it again and again, which is no sign that its user does something. */
    static final String ME = "/api/me";

    private static final String API = "/api/";

    /** What whoever is not signed in may see: nothing of it is of the chat. */
    private static final Set<String> PUBLIC = Set.of(
            BACK_CHANNEL_LOGOUT,
            SIGNED_OUT,
            "/sign-in.html",
            "/sign-in-failed.html",
            "/config.json",
            "/icon.svg",
            "/icon-192.png",
            "/icon-512.png",
            "/manifest.webmanifest",
            "/sw.js",
            "/j_security_check");

    private static final String STYLES = "/styles/";

    /** The page's files under their version. */
    private static final String VERSIONS = "/v/";

    /** A path on this host: what begins with two slashes, or with one and a backslash, is another host to a browser (WHATWG URL, "relative slash state"). */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e]*");

    private Paths() {}

    /** The path within the application, without parameters of its segments; {@code /} for the application itself. */
    static String of(HttpServletRequest request) {
        String path = request.getServletPath();
        String info = request.getPathInfo();
        String whole = (path == null ? "" : path) + (info == null ? "" : info);
        return whole.isEmpty() ? "/" : whole;
    }

    static boolean isPublic(HttpServletRequest request) {
        String path = of(request);
        return PUBLIC.contains(path) || isBelow(STYLES, path) || isSameForAll(request);
    }

    /**
     * Whether the answer is kept by caches that many share. So it has nothing to do with who asks: no sign-in begins or ends by it, and no cookie comes with it.
     */
    static boolean isSameForAll(HttpServletRequest request) {
        return isBelow(VERSIONS, of(request));
    }

    private static boolean isBelow(String folder, String path) {
        return path.startsWith(folder) && !path.contains("..");
    }

    static boolean isHandshake(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    /** Whether a browser is going to show the answer, so that it can be sent somewhere else to sign in. */
    static boolean isPage(HttpServletRequest request) {
        String path = of(request);
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads || isHandshake(request) || path.startsWith(API)) {
            return false;
        }
        String mode = request.getHeader("Sec-Fetch-Mode");
        if (mode != null) {
            return mode.equals("navigate");
        }
        String accepted = request.getHeader("Accept");
        return path.equals("/")
                || path.endsWith(".html")
                || accepted != null && accepted.toLowerCase(Locale.ROOT).contains("text/html");
    }

    /** What was asked for, so that one can come back to it: the application's root where it is not an address of this host. */
    static String asked(HttpServletRequest request) {
        String query = request.getQueryString();
        String asked = request.getRequestURI() + (query == null ? "" : "?" + query);
        return isLocal(asked) ? asked : root(request);
    }

    /** Whether a browser that is sent there stays on this host. */
    static boolean isLocal(String address) {
        return LOCAL.matcher(address).matches();
    }

    static String root(HttpServletRequest request) {
        return request.getContextPath() + "/";
    }
}
