package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibertySubjectTest {

    @Test
    void aGroupIsKnownByItsNameWithoutItsRealm() {
        assertThat(LibertySubject.name("group:kaiwa/ops")).containsExactly("ops");
        assertThat(LibertySubject.name("group:ldap.example.com:636/cn=ops,ou=groups"))
                .containsExactly("cn=ops,ou=groups");
        assertThat(LibertySubject.name("group:https://sso.example.com/realms/company/ops"))
                .containsExactly("ops");
    }

    @Test
    void whatIsNoGroupIsNone() {
        assertThat(LibertySubject.name("user:kaiwa/alice")).isEmpty();
        assertThat(LibertySubject.name("ops")).isEmpty();
    }

    @Test
    void elsewhereNobodyIsInAGroupByIt() {
        assertThat(LibertySubject.groups()).isEmpty();
    }
}
