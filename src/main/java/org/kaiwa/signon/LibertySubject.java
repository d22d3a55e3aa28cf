package org.kaiwa.signon;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.Subject;

/**
 * What Open Liberty knows of who asks, in the thread of the request, by {@code WSSubject} and {@code WSCredential}. The only class that knows of them, by reflection, so that the WAR
 * needs none of it. Where they are not there, or made otherwise, nobody is in any group by it.
 */
final class LibertySubject {

    /** As it names a group: {@code group:realm/name}, where the realm may be an address. */
    private static final Pattern GROUP = Pattern.compile("group:.+/(.+)");

    private static final LibertySubject API = find();

    private final Method callerSubject;
    private final Class<?> credential;
    private final Method groupIds;

    private LibertySubject() throws ReflectiveOperationException {
        callerSubject =
                Class.forName("com.ibm.websphere.security.auth.WSSubject").getMethod("getCallerSubject");
        credential = Class.forName("com.ibm.websphere.security.cred.WSCredential");
        groupIds = credential.getMethod("getGroupIds");
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
            return groupIds.invoke(of) instanceof List<?> ids
                    ? ids.stream().flatMap(id -> name(id.toString()))
                    : Stream.empty();
        } catch (ReflectiveOperationException expired) {
            return Stream.empty();
        }
    }

    static Stream<String> name(String id) {
        Matcher group = GROUP.matcher(id);
        return group.matches() ? Stream.of(group.group(1)) : Stream.empty();
    }
}
