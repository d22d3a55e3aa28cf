package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
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

/** The login of the application server: one with users of its own, made by the very files of server-config. */
@Tag("server")
class ContainerSignOnIT {

    private static final Map<String, String> ALICE = Map.of("j_username", "alice", "j_password", "wonderland");

    private static AppServer server;

    @BeforeAll
    static void start() throws Exception {
        server = AppServers.start(Setup.plain().with("kaiwa.auth", "container").with("kaiwa.admin.groups", "ops"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPageIsTheFormOfTheServerUntilOneHasSignedIn() throws Exception {
        Visitor browser = new Visitor();
        assertThat(browser.open(page("/")).body()).contains("j_security_check", "j_username", "j_password");

        Answer wrong = browser.submit(page("/j_security_check"), Map.of("j_username", "alice", "j_password", "wrong"));
        assertThat(wrong.body()).contains("j_security_check", "role=\"alert\"");
        assertThat(browser.get(page("/api/me"), "Accept", "*/*").status()).isEqualTo(401);

        signIn(browser);

        assertThat(browser.get(page("/api/me")).body())
                .contains("\"auth\":\"container\"", "\"name\":\"alice\"", "\"groups\":[\"ops\",\"staff\"]")
                .contains("\"roles\":[\"admin\"]");
    }

    @Test
    void theFormSpeaksTheLanguageOfWhoeverComes() throws Exception {
        Visitor browser = new Visitor();
        Answer form = browser.open(page("/"), "Accept-Language", "ja,en;q=0.5");
        assertThat(form.body()).contains("<html lang=\"ja\">", "ユーザー名", "j_security_check");
        assertThat(form.header("Content-Language")).isEqualTo("ja");

        Answer wrong = browser.submit(
                page("/j_security_check"),
                Map.of("j_username", "alice", "j_password", "wrong"),
                "Accept-Language",
                "zh-CN,zh;q=0.9");
        assertThat(wrong.body()).contains("<html lang=\"zh-Hans\">", "用户名或密码错误，请重试。", "j_security_check");
    }

    @Test
    void theFormStandsInNoFrameAlsoWhereItWasInVain() throws Exception {
        Visitor browser = new Visitor();
        List<Answer> form = browser.follow(page("/"));
        List<Answer> wrong = browser.follow(
                browser.post(page("/j_security_check"), Map.of("j_username", "alice", "j_password", "wrong")));

        for (Answer last : List.of(form.get(form.size() - 1), wrong.get(wrong.size() - 1))) {
            assertThat(last.body()).contains("j_security_check");
            assertThat(last.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(last.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        }
    }

    @Test
    void onceSignedInOneIsOnThePageThatOneHadAskedForWithAllOnesGroups() throws Exception {
        Visitor browser = new Visitor();
        browser.follow(page("/wire.html?room=x"));

        List<Answer> way = browser.follow(browser.post(page("/j_security_check"), ALICE));

        Answer last = way.get(way.size() - 1);
        assertThat(last.uri()).isEqualTo(page("/wire.html?room=x"));
        assertThat(last.status()).as("for administrators").isEqualTo(200);
    }

    @Test
    void theWayThroughTheSignInLeadsToNoOtherHost() throws Exception {
        Visitor browser = new Visitor();
        signIn(browser);

        for (String to : List.of("%2F%2Fevil.example", "%2F%5Cevil.example", "https%3A%2F%2Fevil.example", "")) {
            assertThat(browser.get(page("/sign-in?to=" + to)).location()).isEqualTo(page("/"));
        }
        assertThat(browser.get(page("/sign-in?to=%2F%3Froom%3Dx")).location()).isEqualTo(page("/?room=x"));
    }

    @Test
    void whoIsNotSignedInGetsNothing() throws Exception {
        for (String path : List.of("/api/me", "/app/main.js")) {
            assertThat(new Visitor()
                            .get(page(path), "Accept", "*/*", "Sec-Fetch-Mode", "cors")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(WireClient.statusOfHandshake(server.socket(), Map.of())).isEqualTo(401);
    }

    @Test
    void whatSomebodyKnewBeforeOneSignedInOpensNothing() throws Exception {
        Visitor attacker = new Visitor();
        attacker.open(page("/"));
        if (attacker.cookie("JSESSIONID").isEmpty()) {
            // The server has no session before the sign-in: one is made up.
            attacker.plant(page("/"), "JSESSIONID", "4d138fd29df91119fdbe577a7024");
        }
        Visitor victim = new Visitor();
        attacker.cookies().forEach(cookie -> victim.plant(page("/"), cookie.name(), cookie.value()));

        signIn(victim);

        assertThat(victim.get(page("/api/me")).status()).isEqualTo(200);
        assertThat(attacker.get(page("/api/me"), "Accept", "*/*").status()).isEqualTo(401);
        assertThat(attacker.open(page("/")).body()).contains("j_security_check");
    }

    @Test
    void theCookiesAreForNoScriptAndNoPageElsewhere() throws Exception {
        Visitor browser = new Visitor();

        List<Answer> way = signIn(browser);

        List<String> set = way.stream()
                .flatMap(answer -> answer.headers().allValues("Set-Cookie").stream())
                .filter(header -> !Cookie.parse(page("/"), header).isOver())
                .toList();
        assertThat(set)
                .isNotEmpty()
                .allSatisfy(header ->
                        assertThat(header).containsIgnoringCase("; HttpOnly").containsIgnoringCase("; SameSite=Lax"));
    }

    @Test
    void aSocketIsTheServersUserAndEndsWithTheSession() throws Exception {
        Visitor browser = new Visitor();
        signIn(browser);
        try (WireClient socket = connect(browser)) {
            socket.say("{\"type\":\"login\",\"name\":\"root\"}");
            assertThat(socket.nextWith("\"type\":\"login\"")).contains("\"name\":\"alice\"");

            Answer out = browser.ask("POST", page("/api/sign-out"), "");

            assertThat(out.body()).isEqualTo("{\"location\":\"/signed-out.html\"}");
            assertThat(socket.nextClose().getReasonPhrase()).isEqualTo("signed_out");
        }
        assertThat(browser.open(page("/")).body()).contains("j_security_check");
    }

    @Test
    void whomAnAdministratorSignsOutNeedsHisPasswordAgain() throws Exception {
        Visitor admin = new Visitor();
        signIn(admin);
        Visitor other = new Visitor();
        signIn(other);
        try (WireClient socket = connect(other)) {
            String sessions = admin.ask("GET", page("/api/sessions"), "").body();
            String newest =
                    sessions.substring(sessions.lastIndexOf("\"id\":\"") + 6).substring(0, 32);

            assertThat(admin.ask("DELETE", page("/api/sessions/" + newest), "").body())
                    .isEqualTo("{\"ended\":1}");

            assertThat(socket.nextClose().getReasonPhrase()).isEqualTo("admin_signed_out");
        }
        for (Cookie kept : other.cookies()) {
            Visitor forgetful = new Visitor();
            forgetful.plant(page("/"), kept.name(), kept.value());
            assertThat(forgetful.get(page("/api/me"), "Accept", "*/*").status())
                    .as("with %s only", kept)
                    .isEqualTo(401);
            assertThat(forgetful.open(page("/")).body()).contains("j_security_check");
        }
        assertThat(other.get(page("/api/me"), "Accept", "*/*").status()).isEqualTo(401);
        assertThat(other.open(page("/")).body()).contains("j_security_check");
        assertThat(admin.get(page("/api/me")).status()).isEqualTo(200);
    }

    private static List<Answer> signIn(Visitor browser) throws Exception {
        List<Answer> way = new ArrayList<>(browser.follow(page("/")));
        way.addAll(browser.follow(browser.post(page("/j_security_check"), ALICE)));
        Answer last = way.get(way.size() - 1);
        assertThat(last.status()).isEqualTo(200);
        assertThat(last.body()).as("the end of %s", way).contains("app/main.js");
        return way;
    }

    private static WireClient connect(Visitor browser) throws Exception {
        return WireClient.withHeaders(
                server.socket(), Map.of("Cookie", browser.cookieHeader(page("/")), "Origin", "http://127.0.0.1"));
    }

    private static URI page(String path) {
        return server.page().resolve(path);
    }
}
