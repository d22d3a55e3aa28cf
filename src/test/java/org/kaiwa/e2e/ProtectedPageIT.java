package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.RunningKaiwa;

/** What a browser makes of the page's security headers. */
@ExtendWith(RunningKaiwa.class)
class ProtectedPageIT {

    private static Browser browser;

    @BeforeAll
    static void openBrowser() {
        browser = new Browser();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void forget() {
        browser.forget();
    }

    @Test
    void noTextBecomesMarkupOrAScript(KaiwaProcess kaiwa) throws Exception {
        browser.open(url(kaiwa)).waitUntil(() -> browser.one("nickname").isDisplayed());
        browser.assertNoComplaints();

        for (String sink : new String[] {
            "document.body.innerHTML = '<b>x</b>'",
            "document.createElement('script').text = 'x()'",
            "document.createElement('script').src = 'x.js'",
            "trustedTypes.createPolicy('mine', {})"
        }) {
            assertThatThrownBy(() -> browser.run(sink)).as(sink).hasMessageContaining("Trusted");
        }
    }

    @Test
    void nobodyShowsThePageInAFrame(KaiwaProcess kaiwa) throws Exception {
        try (StaticServer intranet = new StaticServer()) {
            intranet.text("/page.html", frame(kaiwa));
            browser.open(intranet.url("/page.html"));

            browser.waitUntil(
                    () -> browser.complaints().stream().anyMatch(complaint -> complaint.contains("frame-ancestors")));
            browser.enterFrame();
            assertThat(browser.all("nickname")).isEmpty();
        }
    }

    @Test
    void whomTheAdministratorNamesShowsThePageInAFrame() throws Exception {
        try (StaticServer intranet = new StaticServer();
                KaiwaProcess kaiwa = KaiwaProcess.start("-Dkaiwa.frame.ancestors=" + intranet.url(""))) {
            intranet.text("/page.html", frame(kaiwa));

            browser.open(intranet.url("/page.html")).enterFrame();

            browser.waitUntil(() -> browser.one("nickname").isDisplayed());
        }
    }

    private static String frame(KaiwaProcess kaiwa) throws Exception {
        return "<iframe src=\"" + url(kaiwa) + "\"></iframe>";
    }

    private static String url(KaiwaProcess kaiwa) throws Exception {
        return "http://127.0.0.1:" + kaiwa.httpPort() + "/";
    }
}
