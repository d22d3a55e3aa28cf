package org.kaiwa.signon;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cookies of a browser. */
final class CookieJar {

    private final List<Cookie> cookies = new ArrayList<>();

    synchronized void store(Cookie cookie) {
        cookies.removeIf(cookie::replaces);
        if (!cookie.isOver()) {
            cookies.add(cookie);
        }
    }

    synchronized Optional<Cookie> find(String name) {
        return cookies.stream().filter(cookie -> cookie.name().equals(name)).findFirst();
    }

    synchronized List<Cookie> all() {
        return List.copyOf(cookies);
    }

    synchronized void forget() {
        cookies.clear();
    }

    /** The value of the Cookie header, empty where none goes along. */
    synchronized String headerFor(URI target, boolean crossSite, boolean safe) {
        return cookies.stream()
                .filter(cookie -> cookie.goesTo(target, crossSite, safe))
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
    }
}
