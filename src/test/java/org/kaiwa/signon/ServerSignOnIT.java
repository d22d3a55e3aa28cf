package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaiwa.it.WireClient;
import org.kaiwa.server.AppServer;
import org.kaiwa.server.AppServers;
import org.kaiwa.server.Setup;

/** Sign-on with a provider on any application server, at a context path. */
@Tag("server")
class ServerSignOnIT {

    private static TestProvider provider;
    private static AppServer server;

    @BeforeAll
    static void start() throws Exception {
        provider = new TestProvider();
        server = AppServers.start(provider.of(Setup.plain().at("/kaiwa")));
        provider.register(server.page().resolve("oidc/callback"), server.page().resolve("signed-out.html"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        provider.close();
    }

    @Test
    void aPageIsSentToTheProviderAndComesBackAsTheUserOfTheDirectory() throws Exception {
        provider.signInAs(Person.named("Ann", "ops"));
        Visitor browser = new Visitor();

        List<Answer> way = browser.follow(server.page());

        assertThat(way).extracting(Answer::status).containsExactly(302, 302, 302, 200);
        assertThat(browser.get(server.page().resolve("api/me")).body())
                .contains("\"auth\":\"oidc\"", "\"name\":\"Ann\"", "\"groups\":[\"ops\"]");
        Cookie cookie = browser.cookie("JSESSIONID").orElseThrow();
        assertThat(cookie.httpOnly()).isTrue();
        assertThat(cookie.sameSite()).isEqualTo("lax");
        assertThat(cookie.path()).startsWith("/kaiwa");
    }

    @Test
    void whoIsNotSignedInHasNoSocket() throws Exception {
        assertThat(WireClient.statusOfHandshake(server.socket(), Map.of())).isEqualTo(401);
        assertThat(WireClient.statusOfHandshake(server.root(), Map.of())).isEqualTo(401);
    }

    @Test
    void aSocketEndsWhenTheProviderSaysThatTheSessionHas() throws Exception {
        Person bob = Person.named("Bob");
        provider.signInAs(bob);
        Visitor browser = new Visitor();
        browser.follow(server.page());
        try (WireClient socket = WireClient.withHeaders(
                server.socket(), Map.of("Cookie", browser.cookieHeader(server.page()), "Origin", "http://127.0.0.1"))) {
            socket.say("{\"type\":\"login\",\"name\":\"somebody else\"}");
            assertThat(socket.nextWith("\"type\":\"login\"")).contains("\"name\":\"Bob\"");

            String token = provider.logoutToken(
                    bob.subject(), provider.sids(bob.subject()).get(0));
            assertThat(TestProvider.postLogout(server.page().resolve("oidc/back-channel-logout"), token))
                    .isEqualTo(200);

            assertThat(socket.nextClose().getReasonPhrase()).isEqualTo("provider_signed_out");
        }
        assertThat(browser.get(server.page().resolve("api/me"), "Accept", "*/*").status())
                .isEqualTo(401);
    }
}
