package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibertySubjectTest {

    @Test
    void aGroupIsKnownByItsNameWithoutItsRealm() {
        assertThat(LibertySubject.name("group:kaiwa/ops", "kaiwa")).containsExactly("ops");
        assertThat(LibertySubject.name("group:ldap.example.com:636/cn=ops,ou=groups", "ldap.example.com:636"))
                .containsExactly("cn=ops,ou=groups");
        String issuer = "https://sso.example.com/realms/company";
        assertThat(LibertySubject.name("group:" + issuer + "/ops", issuer)).containsExactly("ops");
    }

    @Test
    void aGroupWithASlashInItsNameIsNoOther() {
        assertThat(LibertySubject.name("group:kaiwa/visitors/ops", "kaiwa")).containsExactly("visitors/ops");
    }

    @Test
    void whatIsNoGroupIsNone() {
        assertThat(LibertySubject.name("user:kaiwa/alice", "kaiwa")).isEmpty();
        assertThat(LibertySubject.name("group:other/ops", "kaiwa")).isEmpty();
        assertThat(LibertySubject.name("ops", "kaiwa")).isEmpty();
    }

    @Test
    void elsewhereNobodyIsInAGroupOrHasALoginByIt() {
        assertThat(LibertySubject.groups()).isEmpty();
        assertThat(LibertySubject.login()).isEmpty();
    }
}
