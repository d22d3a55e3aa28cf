package org.kaiwa.config;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is let in, and what its groups let it do.
 *
 * @param mode {@code kaiwa.auth}
 * @param recheck {@code kaiwa.auth.recheck}: how often it is asked whether a user is still one, and in which groups, from 1 s to 1 h
 * @param idle {@code kaiwa.auth.idle}: how long a user may do nothing before it is signed out, from 1 s to 30 days
 * @param adminGroups {@code kaiwa.admin.groups}: whose members are administrators
 * @param moderatorGroups {@code kaiwa.moderator.groups}: whose members are moderators
 * @param publicUrl {@code kaiwa.public.url}: where browsers find the chat, without a slash at the end; empty: where they say that they have found it
 * @param containerGroups {@code kaiwa.container.groups}: groups to ask the container for, besides those named elsewhere
 * @param oidc the provider; of the mode {@link Mode#OIDC} only
 * @param proxy the proxy; of the mode {@link Mode#PROXY} only
 */
public record SignOnSettings(
        Mode mode,
        Duration recheck,
        Duration idle,
        Set<String> adminGroups,
        Set<String> moderatorGroups,
        Optional<URI> publicUrl,
        Set<String> containerGroups,
        Optional<OidcSettings> oidc,
        Optional<ProxySettings> proxy) {

    /** Who says who somebody is. */
    public enum Mode {
        /** Everybody by himself: a nickname is all. */
        GUEST,
        /** An OpenID provider. */
        OIDC,
        /** The application server. */
        CONTAINER,
        /** A reverse proxy. */
        PROXY;

        /**
         * The mode as it is configured.
         *
         * @return the name in lower case
         */
        public String configName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Setting<Mode> AUTH = new Setting<>(
            "kaiwa.auth",
            "guest",
            "guest, oidc, container or proxy",
            text -> Stream.of(Mode.values())
                    .filter(mode -> mode.configName().equals(text))
                    .findFirst()
                    .orElseThrow(IllegalArgumentException::new));
    private static final Setting<Duration> RECHECK = new Setting<>(
            "kaiwa.auth.recheck",
            "60s",
            "a time from 1s to 1h, such as 60s",
            text -> Settings.parseDuration(text, Duration.ofSeconds(1), Duration.ofHours(1)));
    private static final Setting<Duration> IDLE = new Setting<>(
            "kaiwa.auth.idle",
            "8h",
            "a time from 1s to 720h, such as 8h",
            text -> Settings.parseDuration(text, Duration.ofSeconds(1), Duration.ofDays(30)));
    private static final Setting<Set<String>> ADMIN_GROUPS = groups("kaiwa.admin.groups");
    private static final Setting<Set<String>> MODERATOR_GROUPS = groups("kaiwa.moderator.groups");
    private static final Setting<Set<String>> CONTAINER_GROUPS = groups("kaiwa.container.groups");
    private static final Setting<URI> PUBLIC_URL = new Setting<>(
            "kaiwa.public.url",
            null,
            "the address of the chat in a browser, such as https://chat.example.com or https://example.com/kaiwa",
            SignOnSettings::parseUrl);

    /** All keys. */
    static final List<Setting<?>> ALL = Stream.of(
                    List.of(AUTH, RECHECK, IDLE, ADMIN_GROUPS, MODERATOR_GROUPS, CONTAINER_GROUPS, PUBLIC_URL),
                    OidcSettings.ALL,
                    ProxySettings.ALL)
            .flatMap(List::stream)
            .<Setting<?>>map(setting -> setting)
            .toList();

    static SignOnSettings read(Function<String, Optional<String>> source) {
        Mode mode = AUTH.from(source).orElseThrow();
        return new SignOnSettings(
                mode,
                RECHECK.from(source).orElseThrow(),
                IDLE.from(source).orElseThrow(),
                ADMIN_GROUPS.from(source).orElse(Set.of()),
                MODERATOR_GROUPS.from(source).orElse(Set.of()),
                PUBLIC_URL.from(source),
                CONTAINER_GROUPS.from(source).orElse(Set.of()),
                mode == Mode.OIDC ? Optional.of(OidcSettings.read(source)) : Optional.empty(),
                mode == Mode.PROXY ? Optional.of(ProxySettings.read(source)) : Optional.empty());
    }

    private static Setting<Set<String>> groups(String key) {
        return new Setting<>(key, null, "a list of groups with commas between them", SignOnSettings::parseList);
    }

    static Set<String> parseList(String text) {
        Set<String> parts =
                Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet());
        if (parts.contains("")) {
            throw new IllegalArgumentException();
        }
        return parts;
    }

    /** An address over HTTP; without TLS only of this machine itself. */
    static URI parseUrl(String text) {
        URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web
                || url.getHost() == null
                || url.getUserInfo() != null
                || url.getQuery() != null
                || url.getFragment() != null) {
            throw new IllegalArgumentException();
        }
        return url;
    }
}
