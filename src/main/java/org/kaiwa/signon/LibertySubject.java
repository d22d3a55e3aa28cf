package org.kaiwa.signon;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.Subject;

/**
 * What Open Liberty knows of who asks, in the thread of the request, by {@code WSSubject}, {@code WSCredential} and {@code SingleSignonToken}. The only class that knows of them, by reflection, so that the WAR
 * needs none of it. Where they are not there, or made otherwise, nobody is in any group by it, and nobody has a login.
 */
final class LibertySubject {

    private static final LibertySubject API = find();

    private final Method callerSubject;
    private final Class<?> credential;
    private final Method groupIds;
    private final Method realmName;
    private final Class<?> token;
    private final Method principal;
    private final Method expiration;

    private LibertySubject() throws ReflectiveOperationException {
        callerSubject =
                Class.forName("com.ibm.websphere.security.auth.WSSubject").getMethod("getCallerSubject");
        credential = Class.forName("com.ibm.websphere.security.cred.WSCredential");
        groupIds = credential.getMethod("getGroupIds");
        realmName = credential.getMethod("getRealmName");
        token = Class.forName("com.ibm.wsspi.security.token.SingleSignonToken");
        principal = token.getMethod("getPrincipal");
        expiration = token.getMethod("getExpiration");
    }

    private static LibertySubject find() {
        try {
            return new LibertySubject();
        } catch (ReflectiveOperationException | LinkageError other) {
            return null;
        }
    }

    static Set<String> groups() {
        return API == null ? Set.of() : API.ofCaller();
    }

    /** The login that the cookie {@code LtpaToken2} stands for; none, where there is no such cookie. */
    static Optional<Logins.Login> login() {
        return API == null
                ? Optional.empty()
                : API.caller()
                        .flatMap(subject -> subject.getPrivateCredentials().stream()
                                .filter(API.token::isInstance)
                                .flatMap(API::login)
                                .findFirst());
    }

    private Set<String> ofCaller() {
        return caller().stream()
                .flatMap(subject -> subject.getPublicCredentials().stream())
                .filter(credential::isInstance)
                .flatMap(this::groups)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<Subject> caller() {
        try {
            return Optional.ofNullable((Subject) callerSubject.invoke(null));
        } catch (ReflectiveOperationException expired) {
            return Optional.empty();
        }
    }

    private Stream<Logins.Login> login(Object of) {
        try {
            long expires = (Long) expiration.invoke(of);
            return Stream.of(new Logins.Login(String.valueOf(principal.invoke(of)), Instant.ofEpochMilli(expires)));
        } catch (ReflectiveOperationException expired) {
            return Stream.empty();
        }
    }

    private Stream<String> groups(Object of) {
        try {
            String realm = String.valueOf(realmName.invoke(of));
            return groupIds.invoke(of) instanceof List<?> ids
                    ? ids.stream().flatMap(id -> name(id.toString(), realm))
                    : Stream.empty();
        } catch (ReflectiveOperationException expired) {
            return Stream.empty();
        }
    }

    /**
     * The name of a group.
     *
     * @param id as Liberty names it: {@code group:realm/name}. Both parts may have slashes in them, and a group that is named {@code x/ops} is not {@code ops}
     * @param realm that of who asks; a group of another is none
     */
    static Stream<String> name(String id, String realm) {
        String before = "group:" + realm + "/";
        return id.startsWith(before) ? Stream.of(id.substring(before.length())) : Stream.empty();
    }
}
