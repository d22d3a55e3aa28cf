package org.kaiwa.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The reverse proxy that says who somebody is.
 *
 * @param addresses {@code kaiwa.proxy.addresses}: from where it comes; from elsewhere its headers are refused
 * @param userHeader {@code kaiwa.proxy.header.user}: the header with what the user is known by for ever
 * @param nameHeader {@code kaiwa.proxy.header.name}: the header with its name; where it is missing, the user's stands for it
 * @param groupsHeader {@code kaiwa.proxy.header.groups}: the header with its groups, with commas between them
 * @param signOut {@code kaiwa.proxy.sign.out}: where a browser goes to be signed out at the proxy; empty: it is not
 */
public record ProxySettings(
        List<AddressRange> addresses,
        String userHeader,
        String nameHeader,
        String groupsHeader,
        Optional<String> signOut) {

    private static final Setting<List<AddressRange>> ADDRESSES = new Setting<>(
            "kaiwa.proxy.addresses",
            null,
            "a list of IP addresses or ranges with commas between them, such as 127.0.0.1,10.1.0.0/16",
            text -> SignOnSettings.parseList(text).stream()
                    .map(AddressRange::parse)
                    .collect(Collectors.toUnmodifiableList()));
    private static final Setting<String> USER_HEADER = header("user", "X-Forwarded-User");
    private static final Setting<String> NAME_HEADER = header("name", "X-Forwarded-Preferred-Username");
    private static final Setting<String> GROUPS_HEADER = header("groups", "X-Forwarded-Groups");
    private static final Setting<String> SIGN_OUT = new Setting<>(
            "kaiwa.proxy.sign.out",
            null,
            "an address that begins with / or https://, such as /oauth2/sign_out",
            ProxySettings::parseSignOut);

    /** All keys. */
    static final List<Setting<?>> ALL = List.of(ADDRESSES, USER_HEADER, NAME_HEADER, GROUPS_HEADER, SIGN_OUT);

    /** Those of {@code kaiwa.proxy.addresses}, whoever says who somebody is. */
    static List<AddressRange> addresses(Function<String, Optional<String>> source) {
        return ADDRESSES.from(source).orElse(List.of());
    }

    static ProxySettings read(Function<String, Optional<String>> source) {
        return new ProxySettings(
                ADDRESSES.required(source),
                USER_HEADER.from(source).orElseThrow(),
                NAME_HEADER.from(source).orElseThrow(),
                GROUPS_HEADER.from(source).orElseThrow(),
                SIGN_OUT.from(source));
    }

    private static Setting<String> header(String what, String fallback) {
        return new Setting<>(
                "kaiwa.proxy.header." + what, fallback, "the name of a header", ProxySettings::parseHeader);
    }

    private static String parseHeader(String text) {
        if (!text.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static String parseSignOut(String text) {
        if (text.chars().anyMatch(c -> c <= ' ')
                || text.startsWith("//")
                || !text.startsWith("/") && !text.startsWith("https://")) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
