package org.kaiwa.signon;

import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.stream.Stream;

/**
 * What a group in a container's subject stands for on WildFly: there it is one of two that have members, as {@code java.security.acl.Group} had, {@code Roles} with the
 * roles of who asks and {@code CallerPrincipal} with himself. Found by reflection, so that the WAR needs no class of it.
 */
final class WildFlySubject {

    private static final String ROLES = "Roles";

    private WildFlySubject() {}

    /**
     * The groups of who asks.
     *
     * @param group of the subject; one without members is a group itself, as on every other container
     */
    static Stream<String> groups(Principal group) {
        return Stream.of(group.getClass().getInterfaces())
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(method -> method.getName().equals("members") && method.getParameterCount() == 0)
                .findFirst()
                // Whoever is called as a group is not in it: the members of CallerPrincipal are none.
                .map(members -> group.getName().equals(ROLES) ? names(members, group) : Stream.<String>empty())
                .orElseGet(() -> Stream.of(group.getName()));
    }

    private static Stream<String> names(Method members, Principal of) {
        try {
            return members.invoke(of) instanceof Enumeration<?> all
                    ? Collections.list(all).stream()
                            .filter(Principal.class::isInstance)
                            .map(member -> ((Principal) member).getName())
                    : Stream.empty();
        } catch (ReflectiveOperationException other) {
            return Stream.empty();
        }
    }
}
