package org.kaiwa.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kaiwa.config.AddressRange;

/**
 * What listed proxies say of a request, in the headers that all of them can write ({@code X-Forwarded-*}; RFC 7239 has put them in order and {@code Forwarded} in their place,
 * which few proxies send). What is no value is passed over, as if it had not been said.
 *
 * @param address of the client
 * @param clientPort its port, where a proxy says it behind the address
 * @param scheme by which the browser asked, {@code http} or {@code https}
 * @param host that it asked for: a name or an address, one of IPv6 in its brackets
 * @param port that it asked for
 * @param prefix the path under which it finds the application: empty for the root, else with a slash before it and none behind
 */
record Forwarded(
        Optional<String> address,
        Optional<Integer> clientPort,
        Optional<String> scheme,
        Optional<String> host,
        Optional<Integer> port,
        Optional<String> prefix) {

    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";
    private static final String PORT = "X-Forwarded-Port";
    private static final String PREFIX = "X-Forwarded-Prefix";

    /** Some proxies name WebSocket's own schemes. */
    private static final Pattern SCHEME = Pattern.compile("(http|ws)(s?)");

    /** An address or a name, in brackets where it has colons (RFC 3986 §3.2.2), and perhaps a port. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:(?<port>\\d{1,5}))?");

    /** No dots alone between two slashes: a browser would take them for a way up. */
    private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*/?");

    /**
     * Reads the headers.
     *
     * @param headers all lines of a header, in their order
     * @param peer the address from which the request came to this server
     * @param proxies from where they are believed
     * @return empty if that is no listed proxy, or it says nothing
     */
    static Optional<Forwarded> read(Function<String, List<String>> headers, String peer, List<AddressRange> proxies) {
        if (!isListed(peer, proxies) || isSilent(headers)) {
            return Optional.empty();
        }
        List<String> hops = values(headers, FOR);
        // Each proxy writes behind the others from where it was asked. What stands before the first that is none of
        // ours, the client may have written.
        int first = hops.size() - 1;
        while (first > 0 && isListed(address(hops.get(first)), proxies)) {
            first--;
        }
        int known = Math.max(1, hops.size() - Math.max(0, first));
        Optional<Matcher> client = first < 0 ? Optional.empty() : authority(hops.get(first));
        Optional<Matcher> asked = said(headers, HOST, known).flatMap(Forwarded::authority);
        return Optional.of(new Forwarded(
                first < 0
                        ? Optional.empty()
                        : Optional.of(address(hops.get(first))).filter(AddressRange::isAddress),
                client.flatMap(Forwarded::port),
                said(headers, PROTO, known)
                        .map(text -> SCHEME.matcher(text.toLowerCase(Locale.ROOT)))
                        .filter(Matcher::matches)
                        .map(scheme -> "http" + scheme.group(2)),
                asked.map(authority -> authority.group("host")),
                said(headers, PORT, known).flatMap(Forwarded::portOf).or(() -> asked.flatMap(Forwarded::port)),
                said(headers, PREFIX, known)
                        .filter(path -> PATH.matcher(path).matches())
                        .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)));
    }

    private static boolean isSilent(Function<String, List<String>> headers) {
        return Stream.of(FOR, PROTO, HOST, PORT, PREFIX)
                .allMatch(name -> headers.apply(name).isEmpty());
    }

    /** What the outermost of the known proxies has said; or, where one of them has put its own in the place of all, that. */
    private static Optional<String> said(Function<String, List<String>> headers, String name, int known) {
        List<String> values = values(headers, name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(Math.max(0, values.size() - known)));
    }

    private static List<String> values(Function<String, List<String>> headers, String name) {
        return headers.apply(name).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static boolean isListed(String address, List<AddressRange> proxies) {
        return proxies.stream().anyMatch(range -> range.contains(address));
    }

    /** Without the port, and of IPv6 without the brackets. */
    private static String address(String hop) {
        return authority(hop)
                .map(authority -> authority.group("host"))
                .orElse(hop)
                .replaceAll("^\\[|]$", "");
    }

    /** The parts of a host that may have a port. */
    static Optional<Matcher> authority(String text) {
        return Optional.of(AUTHORITY.matcher(text)).filter(Matcher::matches);
    }

    /** The port of such a host. */
    static Optional<Integer> port(Matcher authority) {
        return Optional.ofNullable(authority.group("port")).flatMap(Forwarded::portOf);
    }

    private static Optional<Integer> portOf(String digits) {
        return Optional.of(digits)
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .filter(port -> port > 0 && port <= 65_535);
    }
}
