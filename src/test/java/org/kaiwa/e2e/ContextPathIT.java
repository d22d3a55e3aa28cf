package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaiwa.server.AppServer;
import org.kaiwa.server.AppServers;
import org.kaiwa.server.Setup;

/** The page of a server where Kaiwa is not alone. */
@Tag("server")
class ContextPathIT {

    private static final String ASKED =
            "return performance.getEntriesByType('resource').map(({ name }) => name).join(' ')";

    @Test
    void thePageAndAllThatIsKeptOfItStaysBelowItsContextPath() throws Exception {
        try (Browser browser = new Browser()) {
            String page = useAndStop(browser);

            browser.open(page);

            browser.waitUntil(() -> browser.text("status").contains("The server cannot be reached."));
        }
    }

    /** Gives the address of the page. */
    private static String useAndStop(Browser browser) throws Exception {
        try (AppServer server = AppServers.start(Setup.plain().at("/kaiwa"))) {
            String page = server.page().toString();

            browser.open(page).enterAs("me").say("hello").waitForMessage("hello");

            String[] asked = ((String) browser.run(ASKED)).split(" ");
            assertThat(asked).hasSizeGreaterThan(5).allMatch(url -> url.startsWith(page));
            assertThat(browser.waitUntilThePageIsKept().kept())
                    .contains(page + "index.html")
                    .allMatch(url -> url.startsWith(page));
            browser.assertNoComplaints();
            return page;
        }
    }
}
