package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kaiwa.config.OidcSettings;

/** What is believed of a provider, and what is made of its being away. */
class ProviderTest {

    static final URI CALLBACK = URI.create("http://127.0.0.1:1/oidc/callback");

    private final CodeVerifier verifier = new CodeVerifier();
    private final Nonce nonce = new Nonce();
    private TestProvider company;
    private Provider provider;

    @BeforeEach
    void start() throws IOException {
        company = new TestProvider().register(CALLBACK, URI.create("http://127.0.0.1:1/signed-out.html"));
        provider = provider("groups");
    }

    @AfterEach
    void stop() {
        company.close();
    }

    @Test
    void whomItVouchesForIsKnownByTheSubjectAndTheNameAndTheGroups() throws Exception {
        Grant grant = signIn(Person.named("Ann", "staff"));

        assertThat(grant.account().name()).isEqualTo("Ann");
        assertThat(grant.account().groups()).containsExactly("staff");
        assertThat(grant.account().subject().issuer()).isEqualTo(company.issuer());
    }

    @Test
    void aRefreshTellsOfNewGroups() throws Exception {
        Person ann = Person.named("Ann", "staff");
        Grant grant = signIn(ann);
        company.changeGroups(ann.subject(), "board");

        Grant again = provider.refresh(grant);

        assertThat(again.account().groups()).containsExactly("board");
        assertThat(again.account().subject()).isEqualTo(grant.account().subject());
        assertThat(provider.refresh(again).account().groups()).containsExactly("board");
    }

    @Test
    void aRefreshWithoutAnIdTokenIsMadeUpByTheUserInfo() throws Exception {
        Person ann = Person.named("Ann", "staff");
        Grant grant = signIn(ann);
        company.refreshSparsely(true);
        company.changeGroups(ann.subject(), "board");

        Grant again = provider.refresh(grant);

        assertThat(again.account().groups()).containsExactly("board");
        assertThat(again.idToken()).isSameAs(grant.idToken());
        assertThat(again.session()).isEqualTo(grant.session());
    }

    @ParameterizedTest
    @EnumSource(
            value = Misbehaviour.class,
            names = {"WRONG_NONCE", "MISSING_NONCE"},
            mode = EnumSource.Mode.EXCLUDE)
    void aRefreshIsBelievedNoMoreThanASignOn(Misbehaviour how) throws Exception {
        Grant grant = signIn(Person.named("Ann"));
        company.misbehave(how);

        assertThatThrownBy(() -> provider.refresh(grant)).isInstanceOf(SignOnRefusedException.class);
    }

    @Test
    void theUserInfoOfAnotherIsNotBelieved() throws Exception {
        provider = provider("only.in.userinfo");
        company.misreportUserInfo("subject-of-another");

        assertThatThrownBy(() -> signIn(Person.named("Ann"))).isInstanceOf(SignOnRefusedException.class);
    }

    @Test
    void whoeverTheProviderRefusesIsRefused() throws Exception {
        Person ann = Person.named("Ann");
        Grant grant = signIn(ann);
        company.refuseRefresh(ann.subject());

        assertThatThrownBy(() -> provider.refresh(grant))
                .isInstanceOf(SignOnRefusedException.class)
                .hasMessageContaining("invalid_grant");
    }

    @ParameterizedTest
    @EnumSource(
            value = Outage.class,
            names = {"UNAVAILABLE", "GONE"})
    void aProviderThatIsAwayHasRefusedNobody(Outage how) throws Exception {
        Grant grant = signIn(Person.named("Ann"));
        company.goDown(how);

        assertThatThrownBy(() -> provider.refresh(grant)).isInstanceOf(ProviderAwayException.class);

        company.comeBack();
        assertThat(provider.refresh(grant).account()).isEqualTo(grant.account());
    }

    @Test
    void aProviderThatWasAwayAtFirstIsFoundLater() throws Exception {
        company.goDown(Outage.UNAVAILABLE);
        assertThatThrownBy(() -> provider.authorization(CALLBACK, new State(), nonce, verifier))
                .isInstanceOf(ProviderAwayException.class);
        int asked = company.count(Asked.DISCOVERY);
        company.comeBack();

        assertThatThrownBy(() -> provider.authorization(CALLBACK, new State(), nonce, verifier))
                .as("for a moment it is not asked again")
                .isInstanceOf(ProviderAwayException.class);
        assertThat(company.count(Asked.DISCOVERY)).isEqualTo(asked);
        await().ignoreExceptions().until(() -> provider.authorization(CALLBACK, new State(), nonce, verifier) != null);
    }

    @Test
    void manyUnknownKeysDoNotMakeUsAskForThemEachTime() throws Exception {
        Person ann = Person.named("Ann");
        signIn(ann);
        company.rotateKeys();
        int asked = company.count(Asked.JWKS);

        for (int i = 0; i < 20; i++) {
            company.rotateKeys();
            try {
                provider.logout(company.logoutToken(ann.subject(), null));
            } catch (ProviderAwayException | SignOnRefusedException notNow) {
                // As it should be, for most of them.
            }
        }

        assertThat(company.count(Asked.JWKS) - asked).isLessThanOrEqualTo(4);
    }

    private Grant signIn(Person person) throws Exception {
        return signIn(company, provider, person);
    }

    static Grant signIn(TestProvider company, Provider provider, Person person) throws Exception {
        CodeVerifier verifier = new CodeVerifier();
        Nonce nonce = new Nonce();
        company.signInAs(person);
        Answer answer = new Visitor().get(provider.authorization(CALLBACK, new State(), nonce, verifier));
        String code = Form.decode(answer.location().getRawQuery()).get("code");
        return provider.exchange(new AuthorizationCode(code), CALLBACK, verifier, nonce);
    }

    private Provider provider(String groupsClaim) {
        return provider(company, groupsClaim);
    }

    static Provider provider(TestProvider company, String groupsClaim) {
        return new Provider(new OidcSettings(
                URI.create(company.issuer()),
                TestProvider.CLIENT_ID,
                Optional.of(TestProvider.CLIENT_SECRET),
                List.of("openid", "profile"),
                "sub",
                "name",
                groupsClaim,
                "picture",
                Duration.ofSeconds(60)));
    }
}
