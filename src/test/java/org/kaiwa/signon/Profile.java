package org.kaiwa.signon;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is told of a person beside the subject, in the ID token and at the userinfo endpoint (OpenID Connect Core 1.0 §5.1). */
final class Profile {

    private Profile() {}

    static Map<String, Object> of(Person person) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("name", person.name());
        claims.put("preferred_username", person.name());
        claims.put("groups", person.groups());
        if (person.picture() != null) {
            claims.put("picture", person.picture());
        }
        return claims;
    }
}
