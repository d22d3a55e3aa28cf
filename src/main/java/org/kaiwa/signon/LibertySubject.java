package org.kaiwa.signon;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.Subject;

/**
 * What Open Liberty knows of who asks, in the thread of the request, by {@code WSSubject} and {@code WSCredential}. The only class that knows of them, by reflection, so that the WAR
 * needs none of it. Where they are not there, or made otherwise, nobody is in any group by it.
 */
final class LibertySubject {

    private static final LibertySubject API = find();

    private final Method callerSubject;
    private final Class<?> credential;
    private final Method groupIds;
    private final Method realmName;

    private LibertySubject() throws ReflectiveOperationException {
        callerSubject =
                Class.forName("com.ibm.websphere.security.auth.WSSubject").getMethod("getCallerSubject");
        credential = Class.forName("com.ibm.websphere.security.cred.WSCredential");
        groupIds = credential.getMethod("getGroupIds");
        realmName = credential.getMethod("getRealmName");
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

    private Set<String> ofCaller() {
        try {
            return callerSubject.invoke(null) instanceof Subject subject
                    ? subject.getPublicCredentials().stream()
                            .filter(credential::isInstance)
                            .flatMap(this::groups)
                            .collect(Collectors.toUnmodifiableSet())
                    : Set.of();
        } catch (ReflectiveOperationException expired) {
            return Set.of();
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
