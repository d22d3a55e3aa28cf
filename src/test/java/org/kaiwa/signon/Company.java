package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.WireClient;

/** A company with a sign-on of its own: its provider, and {@code kaiwa.jar} that believes it. */
public final class Company implements AutoCloseable {

    private final TestProvider provider;
    private final KaiwaProcess kaiwa;

    private Company(TestProvider provider, KaiwaProcess kaiwa) {
        this.provider = provider;
        this.kaiwa = kaiwa;
    }

    /** Starts both; the options are those of kaiwa.jar besides the ones that name the provider. */
    public static Company open(String... options) throws Exception {
        TestProvider provider = new TestProvider();
        try {
            List<String> all = new ArrayList<>(List.of(
                    "-Dkaiwa.auth=oidc",
                    "-Dkaiwa.oidc.issuer=" + provider.issuer(),
                    "-Dkaiwa.oidc.client.id=" + TestProvider.CLIENT_ID,
                    "-Dkaiwa.oidc.client.secret=" + TestProvider.CLIENT_SECRET));
            all.addAll(List.of(options));
            Company company = new Company(provider, KaiwaProcess.start(all.toArray(String[]::new)));
            provider.register(company.page("/oidc/callback"), company.page("/signed-out.html"));
            return company;
        } catch (Exception | AssertionError failure) {
            provider.close();
            throw failure;
        }
    }

    public TestProvider provider() {
        return provider;
    }

    public KaiwaProcess kaiwa() {
        return kaiwa;
    }

    public URI page(String path) throws Exception {
        return URI.create("http://127.0.0.1:" + kaiwa.httpPort() + path);
    }

    public URI socket() throws Exception {
        return URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/");
    }

    /** A browser in which somebody has signed in. */
    public Visitor signIn(Person person) throws Exception {
        Visitor browser = new Visitor();
        signIn(browser, person);
        return browser;
    }

    public void signIn(Visitor browser, Person person) throws Exception {
        provider.signInAs(person);
        List<Answer> way = browser.follow(page("/"));
        assertThat(way.get(way.size() - 1))
                .as("the end of %s", way)
                .satisfies(last -> assertThat(last.status()).isEqualTo(200))
                .satisfies(last -> assertThat(last.uri()).isEqualTo(page("/")));
    }

    public Map<String, String> handshakeOf(Visitor browser) throws Exception {
        return Map.of("Cookie", browser.cookieHeader(page("/")), "Origin", page("").toString());
    }

    /** A socket of a browser. */
    public WireClient connect(Visitor browser) throws Exception {
        return WireClient.withHeaders(socket(), handshakeOf(browser));
    }

    /** A socket of a browser that has entered a room and been told that the present has begun. */
    public WireClient enter(Visitor browser, String room) throws Exception {
        WireClient client = connect(browser).say("{\"type\":\"login\",\"room\":\"" + room + "\"}");
        client.nextWith("\"type\":\"login\"");
        return client;
    }

    public Answer me(Visitor browser) throws Exception {
        return browser.get(page("/api/me"), "Accept", "application/json");
    }

    @Override
    public void close() {
        kaiwa.close();
        provider.close();
    }
}
