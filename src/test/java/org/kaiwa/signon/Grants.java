package org.kaiwa.signon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What has been granted, and by which codes and tokens it can be had. Everything under its own lock. */
final class Grants {

    /**
     * A sign-on.
     *
     * @param sid the provider's name for the session
     * @param nonce of the request, or null
     */
    record Grant(String subject, String sid, String nonce, Instant authenticated, String scope) {}

    /**
     * A code that can be changed for tokens.
     *
     * @param challenge the hash of what has to come with it (RFC 7636 §4.6)
     */
    record Code(Grant grant, String redirectUri, String challenge) {}

    private record Access(Grant grant, Instant end) {}

    private final List<Grant> all = new ArrayList<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Grant> refreshTokens = new HashMap<>();
    private final Map<String, Access> accessTokens = new HashMap<>();
    private Duration accessLifetime = Duration.ofMinutes(5);

    synchronized void accessTokensLive(Duration time) {
        accessLifetime = time;
    }

    synchronized Duration accessLifetime() {
        return accessLifetime;
    }

    synchronized String newCode(Grant grant, String redirectUri, String challenge) {
        String code = unguessable();
        codes.put(code, new Code(grant, redirectUri, challenge));
        all.add(grant);
        return code;
    }

    /** What a code is for, once only; null when it is not known or not any more. */
    synchronized Code takeCode(String code) {
        return codes.remove(code);
    }

    synchronized String newAccessToken(Grant grant) {
        String token = unguessable();
        accessTokens.put(token, new Access(grant, Instant.now().plus(accessLifetime)));
        return token;
    }

    synchronized Grant ofAccessToken(String token) {
        Access access = accessTokens.get(token);
        return access == null || Instant.now().isAfter(access.end()) ? null : access.grant();
    }

    synchronized String newRefreshToken(Grant grant) {
        String token = unguessable();
        refreshTokens.put(token, grant);
        return token;
    }

    synchronized Grant ofRefreshToken(String token) {
        return refreshTokens.get(token);
    }

    /** A new refresh token for an old one, which is worth nothing from now on; null when it was worth nothing before. */
    synchronized String rotate(String token) {
        Grant grant = refreshTokens.remove(token);
        return grant == null ? null : newRefreshToken(grant);
    }

    synchronized void endRefreshOf(String subject) {
        refreshTokens.values().removeIf(grant -> grant.subject().equals(subject));
    }

    synchronized void endSession(String sid) {
        refreshTokens.values().removeIf(grant -> grant.sid().equals(sid));
        accessTokens.values().removeIf(access -> access.grant().sid().equals(sid));
    }

    /** The sessions of a person, the last one last. */
    synchronized List<String> sids(String subject) {
        return all.stream()
                .filter(grant -> grant.subject().equals(subject))
                .map(Grant::sid)
                .toList();
    }

    static String unguessable() {
        return UUID.randomUUID().toString();
    }
}
