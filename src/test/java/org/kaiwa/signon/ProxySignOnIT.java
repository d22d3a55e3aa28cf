package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.WireClient;

/** Behind a proxy that says who asks: believed when it is the proxy, and a 400 from everybody else. */
class ProxySignOnIT {

    private static final String ORIGIN = "http://127.0.0.1";

    private static KaiwaProcess trusting;
    private static KaiwaProcess elsewhere;

    @BeforeAll
    static void start() throws Exception {
        trusting = KaiwaProcess.start(
                "-Dkaiwa.auth=proxy",
                "-Dkaiwa.proxy.addresses=127.0.0.1",
                "-Dkaiwa.admin.groups=ops",
                "-Dkaiwa.public.url=https://chat.example.com",
                "-Dkaiwa.proxy.sign.out=/oauth2/sign_out?rd=%2F");
        elsewhere = KaiwaProcess.start("-Dkaiwa.auth=proxy", "-Dkaiwa.proxy.addresses=10.0.0.0/8,fd00::/8");
    }

    @AfterAll
    static void stop() {
        trusting.close();
        elsewhere.close();
    }

    @Test
    void whomTheProxyNamesIsSignedIn() throws Exception {
        Visitor browser = new Visitor();

        Answer me = browser.get(
                page(trusting, "/api/me"),
                "X-Forwarded-User",
                "ann@example.com",
                "X-Forwarded-Preferred-Username",
                "Ann",
                "X-Forwarded-Groups",
                "staff, ops");

        assertThat(me.body())
                .contains("\"name\":\"Ann\"", "\"id\":\"ann@example.com\"", "\"groups\":[\"ops\",\"staff\"]")
                .contains("\"roles\":[\"admin\"]");
    }

    @Test
    void underTlsTheCookieIsSentByTlsOnly() throws Exception {
        Visitor browser = new Visitor();
        browser.get(page(trusting, "/"), "X-Forwarded-User", "ann");

        assertThat(browser.cookie("JSESSIONID").orElseThrow())
                .matches(Cookie::secure)
                .matches(Cookie::httpOnly);
    }

    @Test
    void aScriptThatKeepsNoCookieDoesNotPushTheUserOut() throws Exception {
        Visitor browser = new Visitor();
        browser.get(page(trusting, "/"), "X-Forwarded-User", "dora");
        for (int i = 0; i < 60; i++) {
            new Visitor().get(page(trusting, "/api/me"), "X-Forwarded-User", "dora", "Accept", "*/*");
        }

        assertThat(sessions().split("\"user\":\"dora\"", -1)).hasSize(2);
    }

    @Test
    void aFileOfThePageIsTheSameForAllSoItBeginsAndEndsNoSignIn() throws Exception {
        Visitor browser = new Visitor();
        String page =
                browser.get(page(trusting, "/"), "X-Forwarded-User", "emil").body();
        Matcher file = Pattern.compile("v/[0-9a-f]{16}/app/main\\.js").matcher(page);
        assertThat(file.find()).isTrue();
        URI uri = page(trusting, "/" + file.group());
        String cookie =
                "JSESSIONID=" + browser.cookie("JSESSIONID").orElseThrow().value();

        Answer ofNobody = new Visitor().get(uri, "Cookie", cookie);
        Answer ofAnother = new Visitor().get(uri, "X-Forwarded-User", "frida");

        assertThat(ofNobody.status()).isEqualTo(200);
        assertThat(ofAnother.status()).isEqualTo(200);
        assertThat(ofAnother.header("Set-Cookie")).isEmpty();
        assertThat(sessions()).contains("\"user\":\"emil\"").doesNotContain("\"user\":\"frida\"");
    }

    @Test
    void aNameOutsideAsciiComesInUtf8() throws Exception {
        assertThat(answerTo("X-Forwarded-User: zhu\r\nX-Forwarded-Preferred-Username: 猪猪\r\n"))
                .contains("\"name\":\"猪猪\"");
    }

    @Test
    void whomTheProxyDoesNotNameIsNobody() throws Exception {
        Visitor browser = new Visitor();
        assertThat(browser.get(page(trusting, "/api/me"), "Accept", "*/*").status())
                .isEqualTo(401);
        Answer page = browser.get(page(trusting, "/"));
        assertThat(page.status()).isEqualTo(401);
        assertThat(page.body()).contains("You are not signed in");
        browser.get(page(trusting, "/"), "X-Forwarded-User", "ann");

        assertThat(browser.get(page(trusting, "/api/me"), "Accept", "*/*").status())
                .as("by the cookie alone")
                .isEqualTo(401);
    }

    @Test
    void fromAnywhereElseItIsABadRequestAndNoIdentity() throws Exception {
        for (String header :
                new String[] {"X-Forwarded-User", "X-Forwarded-Preferred-Username", "X-Forwarded-Groups"}) {
            Visitor mallory = new Visitor();
            assertThat(mallory.get(page(elsewhere, "/"), header, "ops").status())
                    .isEqualTo(400);
            assertThat(mallory.get(page(elsewhere, "/config.json"), header, "ops")
                            .status())
                    .isEqualTo(400);
            assertThat(mallory.cookie("JSESSIONID")).isEmpty();
            assertThat(WireClient.statusOfHandshake(socket(elsewhere), Map.of(header, "ops")))
                    .isEqualTo(400);
        }
        assertThat(elsewhere.log()).anySatisfy(line -> assertThat(line).contains("kaiwa.proxy.addresses"));
    }

    @Test
    void aNameThatIsThereTwiceIsNoName() throws Exception {
        assertThat(answerTo("X-Forwarded-User: ann\r\nX-Forwarded-User: root\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void aSocketIsTheProxysUsersAndAnotherUserEndsIt() throws Exception {
        Visitor browser = new Visitor();
        browser.get(page(trusting, "/"), "X-Forwarded-User", "ann");
        Map<String, String> handshake = Map.of(
                "Cookie", browser.cookieHeader(page(trusting, "/")), "Origin", ORIGIN, "X-Forwarded-User", "ann");
        try (WireClient socket = WireClient.withHeaders(socket(trusting), handshake)) {
            socket.say("{\"type\":\"login\",\"name\":\"root\"}");
            assertThat(socket.nextWith("\"type\":\"login\"")).contains("\"name\":\"ann\"");

            Answer other = browser.get(page(trusting, "/api/me"), "X-Forwarded-User", "bob");

            assertThat(other.body()).contains("\"name\":\"bob\"");
            assertThat(socket.nextClose().getReasonPhrase()).isEqualTo("signed_out");
        }
    }

    @Test
    void signingOutLeadsToTheProxysOwnPlace() throws Exception {
        Visitor browser = new Visitor();
        browser.get(page(trusting, "/"), "X-Forwarded-User", "ann");

        Answer answer = browser.post(page(trusting, "/api/sign-out"), Map.of(), "X-Forwarded-User", "ann");

        assertThat(answer.body()).isEqualTo("{\"location\":\"/oauth2/sign_out?rd=%2F\"}");
    }

    private static String answerTo(String headers) throws Exception {
        try (Socket line = new Socket(InetAddress.getLoopbackAddress(), trusting.httpPort())) {
            line.getOutputStream()
                    .write(("GET /api/me HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As an administrator sees them. */
    private static String sessions() throws Exception {
        return new Visitor()
                .get(
                        page(trusting, "/api/sessions"),
                        "X-Forwarded-User",
                        "root",
                        "X-Forwarded-Groups",
                        "ops",
                        "Accept",
                        "*/*")
                .body();
    }

    private static URI page(KaiwaProcess kaiwa, String path) throws Exception {
        return URI.create("http://127.0.0.1:" + kaiwa.httpPort() + path);
    }

    private static URI socket(KaiwaProcess kaiwa) throws Exception {
        return URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/");
    }
}
