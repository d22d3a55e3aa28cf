package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WildFlySubjectTest {

    /** As WildFly's {@code NamedGroup}. */
    interface NamedGroup extends Principal {

        Enumeration<? extends Principal> members();
    }

    private record SimpleGroup(String name, List<Principal> all) implements NamedGroup {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public Enumeration<? extends Principal> members() {
            return Collections.enumeration(all);
        }
    }

    private record Group(String name) implements Principal {

        @Override
        public String getName() {
            return name;
        }
    }

    @Test
    void theRolesAreTheMembersOfTheirGroup() {
        Principal roles = new SimpleGroup("Roles", List.of(new Group("ops"), new Group("staff")));

        assertThat(WildFlySubject.groups(roles)).containsExactly("ops", "staff");
    }

    @Test
    void whoIsCalledAsAGroupIsNotInIt() {
        Principal caller = new SimpleGroup("CallerPrincipal", List.of(new Group("ops")));

        assertThat(WildFlySubject.groups(caller)).isEmpty();
    }

    @Test
    void aGroupOfAnotherContainerIsItself() {
        assertThat(WildFlySubject.groups(new Group("Roles"))).containsExactly("Roles");
    }
}
