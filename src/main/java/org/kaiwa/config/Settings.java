package org.kaiwa.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is configured, read and checked.
 *
 * @param httpPort {@code kaiwa.http.port}: the port of the page, 0 to 65,535, 0 for a free one. Only {@code kaiwa.jar} opens it; in an application
 *     server its own listeners count
 * @param wsPort {@code kaiwa.ws.port}: the port of the socket, likewise; empty: the same port as the page
 * @param origins {@code kaiwa.origins}: origins (RFC 6454) whose pages may open a socket besides those of our own host, in lower case; {@code *}
 *     stands for all
 * @param heartbeatInterval {@code kaiwa.heartbeat.interval}: the time between two pings to a client, from 100 ms to 1 h
 * @param roomBacklog {@code kaiwa.room.backlog}: how many events a client may lag behind the head of a room before it is closed as too slow, from 16
 *     to 1,048,576
 * @param rateMessages {@code kaiwa.rate.messages}: how many messages, joins and logouts a second one client may send for long, 0 to 1,000,000; 0: no
 *     limit
 * @param rateBurst {@code kaiwa.rate.burst}: how many it may send at once, from 1 to 1,000,000
 * @param presenceGrace {@code kaiwa.presence.grace}: how long a user whose line broke is still taken to be there, from 0 to 1 h
 * @param retentionDays {@code kaiwa.retention.days}: how many days messages are kept, from 1 to 36,500; empty: for ever
 * @param store where the messages are kept
 * @param signOn who is let in
 * @param page how the page may be shown
 * @param proxies {@code kaiwa.proxy.addresses}: reverse proxies which are believed what they say of a request they hand on
 * @param capture what may be seen of the wire
 */
public record Settings(
        int httpPort,
        Optional<Integer> wsPort,
        Set<String> origins,
        Duration heartbeatInterval,
        int roomBacklog,
        int rateMessages,
        int rateBurst,
        Duration presenceGrace,
        Optional<Integer> retentionDays,
        StoreSettings store,
        SignOnSettings signOn,
        PageSettings page,
        List<AddressRange> proxies,
        CaptureSettings capture) {

    /** The port of the page where {@code kaiwa.jar} is run and nothing is configured: the one of the packet-capture page. */
    public static final int DEFAULT_HTTP_PORT = 55151;

    /** The port of the socket where {@code kaiwa.jar} is run and nothing is configured: the one of the packet-capture page. */
    public static final int DEFAULT_WS_PORT = 7272;

    private static final Pattern DURATION = Pattern.compile("(\\d{1,7})(ms|s|m|h)");
    private static final Pattern ORIGIN = Pattern.compile("\\*|null|[a-z][a-z0-9+.-]*://[^/\\s@?#]+");

    private static final Setting<Integer> HTTP_PORT = port("kaiwa.http.port", Integer.toString(DEFAULT_HTTP_PORT));
    private static final Setting<Integer> WS_PORT = port("kaiwa.ws.port", null);
    private static final Setting<Set<String>> ORIGINS = new Setting<>(
            "kaiwa.origins",
            null,
            "a list of origins with commas between them, such as https://chat.example.com,http://localhost:8000, or * for all",
            Settings::parseOrigins);
    private static final Setting<Duration> HEARTBEAT_INTERVAL = new Setting<>(
            "kaiwa.heartbeat.interval",
            "10s",
            "a time from 100ms to 1h, such as 10s",
            text -> parseDuration(text, Duration.ofMillis(100)));
    private static final Setting<Integer> ROOM_BACKLOG = new Setting<>(
            "kaiwa.room.backlog",
            "1024",
            "a whole number from 16 to 1048576",
            text -> within(16, 1 << 20, Integer.parseInt(text)));

    private static final Setting<Integer> RATE_MESSAGES = new Setting<>(
            "kaiwa.rate.messages",
            "0",
            "a whole number from 0 to 1000000, messages a second, where 0 is no limit",
            text -> within(0, 1_000_000, Integer.parseInt(text)));
    private static final Setting<Integer> RATE_BURST = new Setting<>(
            "kaiwa.rate.burst",
            "100",
            "a whole number from 1 to 1000000",
            text -> within(1, 1_000_000, Integer.parseInt(text)));

    private static final Setting<Duration> PRESENCE_GRACE = new Setting<>(
            "kaiwa.presence.grace",
            "30s",
            "a time from 0s to 1h, such as 30s",
            text -> parseDuration(text, Duration.ZERO));
    private static final Setting<Integer> RETENTION_DAYS = new Setting<>(
            "kaiwa.retention.days",
            null,
            "a whole number of days from 1 to 36500, or nothing for ever",
            text -> within(1, 36_500, Integer.parseInt(text)));

    private static final List<Setting<?>> ALL = List.of(
            HTTP_PORT,
            WS_PORT,
            ORIGINS,
            HEARTBEAT_INTERVAL,
            ROOM_BACKLOG,
            RATE_MESSAGES,
            RATE_BURST,
            PRESENCE_GRACE,
            RETENTION_DAYS);

    /**
     * Reads and checks everything.
     *
     * @param source gives the configured text of a key, if there is one
     * @return the settings
     * @throws InvalidSettingException if a value is not allowed
     */
    public static Settings read(Function<String, Optional<String>> source) {
        SignOnSettings signOn = SignOnSettings.read(source);
        return new Settings(
                HTTP_PORT.from(source).orElseThrow(),
                WS_PORT.from(source),
                origins(source),
                HEARTBEAT_INTERVAL.from(source).orElseThrow(),
                ROOM_BACKLOG.from(source).orElseThrow(),
                RATE_MESSAGES.from(source).orElseThrow(),
                RATE_BURST.from(source).orElseThrow(),
                PRESENCE_GRACE.from(source).orElseThrow(),
                RETENTION_DAYS.from(source),
                StoreSettings.read(source),
                signOn,
                PageSettings.read(source),
                ProxySettings.addresses(source),
                CaptureSettings.read(source, signOn.mode()));
    }

    /** A page that everybody may have made could open a socket by the cookie of whoever looks at it. */
    private static Set<String> origins(Function<String, Optional<String>> source) {
        Set<String> origins = ORIGINS.from(source).orElse(Set.of());
        if (origins.contains("*") && SignOnSettings.read(source).mode() != SignOnSettings.Mode.GUEST) {
            throw new InvalidSettingException(
                    ORIGINS.key(),
                    "*",
                    "a list of origins, for with kaiwa.auth only pages that are named may use a sign-in");
        }
        return origins;
    }

    /**
     * Tells whether a page of some origin may open a socket, or change something.
     *
     * @param origin the header {@code Origin}; null if there is none: then no browser asks, and there is no visitor to protect
     * @param host the host that the client asked for, without port
     * @return true for pages of the same host, whatever the port, and for those configured
     */
    public boolean allowsOrigin(String origin, String host) {
        return Origins.isAllowed(origin, host, origins);
    }

    /**
     * Tells whether a key is one of ours, to find slips of the pen.
     *
     * @param key the name of a property
     * @return true if {@link #read} looks at it
     */
    public static boolean isKnown(String key) {
        return Stream.of(ALL, StoreSettings.ALL, SignOnSettings.ALL, PageSettings.ALL, CaptureSettings.ALL)
                .flatMap(List::stream)
                .anyMatch(setting -> setting.key().equals(key));
    }

    private static Setting<Integer> port(String key, String fallback) {
        return new Setting<>(
                key,
                fallback,
                "a port number from 0 to 65535, where 0 picks a free one",
                text -> within(0, 65_535, Integer.parseInt(text)));
    }

    static int within(int least, int most, int value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    private static Duration parseDuration(String text, Duration least) {
        return parseDuration(text, least, Duration.ofHours(1));
    }

    static Duration parseDuration(String text, Duration least, Duration most) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException();
        }
        long count = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException();
        }
        return duration;
    }

    private static Set<String> parseOrigins(String text) {
        return Arrays.stream(text.toLowerCase(java.util.Locale.ROOT).split(",", -1))
                .map(String::strip)
                .peek(origin -> {
                    if (!ORIGIN.matcher(origin).matches()) {
                        throw new IllegalArgumentException();
                    }
                })
                .collect(Collectors.toUnmodifiableSet());
    }
}
