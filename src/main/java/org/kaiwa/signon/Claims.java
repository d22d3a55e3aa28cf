package org.kaiwa.signon;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kaiwa.config.OidcSettings;
import org.kaiwa.identity.Account;
import org.kaiwa.identity.Subject;

/**
 * What a provider says of a user, and which of it is what.
 *
 * @param values the claims by name
 */
record Claims(Map<String, Object> values) {

    /** A claim by its name, or with dots in it as a member of a member ({@code realm_access.roles}). */
    Optional<Object> find(String name) {
        Object whole = values.get(name);
        if (whole != null) {
            return Optional.of(whole);
        }
        int dot = name.indexOf('.');
        if (dot > 0 && values.get(name.substring(0, dot)) instanceof Map<?, ?> inner) {
            return new Claims(withStrings(inner)).find(name.substring(dot + 1));
        }
        return Optional.empty();
    }

    private static Map<String, Object> withStrings(Map<?, ?> map) {
        return map.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(entry -> String.valueOf(entry.getKey()), Map.Entry::getValue));
    }

    private Optional<String> text(String name) {
        return find(name).map(String::valueOf).filter(text -> !text.isBlank());
    }

    private Set<String> groups(String name) {
        return find(name)
                .map(value -> value instanceof Collection<?> several
                        ? several.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
                        : Set.of(String.valueOf(value)))
                .orElse(Set.of());
    }

    /** Whether the claims for the name and the groups are there. */
    boolean areComplete(OidcSettings settings) {
        return find(settings.nameClaim()).isPresent()
                && find(settings.groupsClaim()).isPresent()
                && find(settings.idClaim()).isPresent();
    }

    /** The account; a provider without the claim for the name has others that will do (OpenID Connect Core 1.0 §5.1). */
    Account account(OidcSettings settings) throws SignOnRefusedException {
        String id = text(settings.idClaim())
                .orElseThrow(() -> new SignOnRefusedException(
                        "The provider gives no claim " + settings.idClaim() + " (kaiwa.oidc.claim.id)"));
        String name = text(settings.nameClaim())
                .or(() -> text("preferred_username"))
                .or(() -> text("email"))
                .orElse(id);
        return new Account(
                new Subject(settings.issuer().toString(), id),
                Account.shown(name, id),
                groups(settings.groupsClaim()),
                text(settings.pictureClaim()).orElse(null));
    }
}
