package org.kaiwa.config;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** From where pages may ask (RFC 6454 §7). */
final class Origins {

    private Origins() {}

    /**
     * Decides.
     *
     * @param origin the header, null if there is none: then no browser asks, and there is no visitor to protect
     * @param host the host that the client asked for, without port
     * @param allowed more origins, in lower case
     */
    static boolean isAllowed(String origin, String host, Set<String> allowed) {
        if (origin == null || allowed.contains("*")) {
            return true;
        }
        String folded = origin.toLowerCase(Locale.ROOT);
        return allowed.contains(folded) || isSameHost(folded, host);
    }

    private static boolean isSameHost(String origin, String host) {
        try {
            String originHost = URI.create(origin).getHost();
            return originHost != null && bare(originHost).equalsIgnoreCase(bare(host));
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    /** Some containers give an IPv6 address with its brackets and some without. */
    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
