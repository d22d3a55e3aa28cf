package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kaiwa.it.WireClient;
import org.kaiwa.server.AppServer;
import org.kaiwa.server.AppServers;
import org.kaiwa.server.Setup;
import org.kaiwa.signon.Person;
import org.kaiwa.signon.TestProvider;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebElement;

/** The chat behind a reverse proxy at which TLS ends, and where its path is another than the server knows. */
@Tag("server")
class ReverseProxyIT {

    private static TestProvider provider;
    private static AppServer server;

    @BeforeAll
    static void start() throws Exception {
        provider = new TestProvider();
        server = AppServers.start(provider.of(Setup.plain()
                .at("/kaiwa")
                .with("kaiwa.proxy.addresses", "127.0.0.1")
                .with("kaiwa.admin.groups", "ops")));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        provider.close();
    }

    @ParameterizedTest
    @EnumSource
    void oneSignsInTalksWatchesAndSignsOutAtTheAddressOfTheProxy(ReverseProxy.Kind kind) throws Exception {
        try (ReverseProxy proxy = ReverseProxy.start(kind, server.page());
                Browser browser = new Browser()) {
            URI page = proxy.page();
            signIn(browser, page, kind + " Ann");

            browser.say("from outside").waitForMessage("from outside");

            Cookie session = browser.cookie("JSESSIONID");
            assertThat(session.getPath()).matches("/chat/?");
            assertThat(session.isSecure()).isTrue();
            assertThat(session.isHttpOnly()).isTrue();

            browser.openTab(page.resolve("wire.html").toString())
                    .waitUntil(() -> browser.text("state").equals("watching"));
            browser.closeTab().click("user").click("sign-out");
            browser.waitUntil(() -> browser.all("signed-out").size() == 1);
            assertThat(browser.run("return location.href"))
                    .isEqualTo(page.resolve("signed-out.html").toString());
        }
    }

    @Test
    void whoComesThroughAListedProxyIsSeenUnderHisOwnAddress() throws Exception {
        try (Browser browser = new Browser()) {
            signIn(browser, server.page(), "Ann herself");
            String cookie = "JSESSIONID=" + browser.cookie("JSESSIONID").getValue();
            browser.open(server.page().resolve("wire.html").toString())
                    .waitUntil(() -> browser.text("state").equals("watching"));

            try (WireClient client = WireClient.withHeaders(
                    server.socket(),
                    Map.of(
                            "Cookie", cookie,
                            "Origin", "https://chat.example.com",
                            "X-Forwarded-For", "192.0.2.66, 203.0.113.9",
                            "X-Forwarded-Host", "chat.example.com"))) {
                client.say("{\"type\":\"login\",\"name\":\"-\"}").nextWith("\"type\":\"login\"");

                browser.waitUntil(() -> browser.all("packet-line").stream()
                        .map(WebElement::getText)
                        .anyMatch(line -> line.contains(" 203.0.113.9.")));
            }
        }
    }

    private static void signIn(Browser browser, URI page, String name) {
        provider.register(page.resolve("oidc/callback"), page.resolve("signed-out.html"));
        provider.signInAs(Person.named(name, "ops"));
        browser.open(page.toString()).waitUntil(() -> browser.text("user").equals(name));
    }
}
