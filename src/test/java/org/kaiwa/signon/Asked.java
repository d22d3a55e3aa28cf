package org.kaiwa.signon;

import java.util.Map;

/** What a provider is asked for. */
public enum Asked {
    DISCOVERY("/.well-known/openid-configuration"),
    AUTHORIZE("/authorize"),
    /** A code is changed for tokens. */
    TOKEN("/token"),
    /** A refresh token is changed for tokens, at the same place. */
    REFRESH("/token"),
    USERINFO("/userinfo"),
    JWKS("/jwks"),
    LOGOUT("/logout");

    private final String path;

    Asked(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** What a request is for, or null when it is for nothing that there is. */
    static Asked of(String path, Map<String, String> parameters) {
        if (path.equals(TOKEN.path)) {
            return "refresh_token".equals(parameters.get("grant_type")) ? REFRESH : TOKEN;
        }
        for (Asked asked : values()) {
            if (asked.path.equals(path)) {
                return asked;
            }
        }
        return null;
    }
}
