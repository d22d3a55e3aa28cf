package org.kaiwa.signon;

import jakarta.security.jacc.PolicyContext;
import jakarta.security.jacc.PolicyContextException;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;

/**
 * What a container that has Jakarta Authorization knows of who asks, in the thread of the request (Jakarta Authorization 2.1 §4.6.1.1).
 *
 * <p>What of it are groups no standard says. They are principals of a class that is named so (Payara: {@code org.glassfish.security.common.Group}), or what such a one has as members
 * ({@link WildFlySubject}).
 */
final class ContainerSubject {

    private static final boolean IS_AUTHORIZATION_THERE = isAuthorizationThere();

    private ContainerSubject() {}

    /** None, on a server without Jakarta Authorization, as one with the Web Profile only. */
    static Set<String> groups() {
        return IS_AUTHORIZATION_THERE ? Authorization.groups() : Set.of();
    }

    private static boolean isAuthorizationThere() {
        try {
            Class.forName("jakarta.security.jacc.PolicyContext", false, ContainerSubject.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError without) {
            return false;
        }
    }

    /** A class by itself: where Jakarta Authorization is not there, one that names it cannot even be loaded. */
    private static final class Authorization {

        private static final String KEY = "javax.security.auth.Subject.container";

        static Set<String> groups() {
            try {
                return PolicyContext.getContext(KEY) instanceof Subject subject
                        ? subject.getPrincipals().stream()
                                .filter(principal ->
                                        principal.getClass().getSimpleName().contains("Group"))
                                .flatMap(WildFlySubject::groups)
                                .collect(Collectors.toUnmodifiableSet())
                        : Set.of();
            } catch (PolicyContextException | IllegalArgumentException unknown) {
                return Set.of();
            }
        }
    }
}
