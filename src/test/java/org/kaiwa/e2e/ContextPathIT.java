package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaiwa.it.MicroProcess;

/** The page of a server where Kaiwa is not alone. */
class ContextPathIT {

    private static final String ASKED =
            "return performance.getEntriesByType('resource').map(({ name }) => name).join(' ')";

    @Test
    void thePageAndAllThatIsKeptOfItStaysBelowItsContextPath(@TempDir Path directory) throws Exception {
        try (Browser browser = new Browser()) {
            String page = useAndStop(browser, directory);

            browser.open(page);

            browser.waitUntil(() -> browser.text("status").contains("The server cannot be reached."));
        }
    }

    /** Gives the address of the page. */
    private static String useAndStop(Browser browser, Path directory) throws Exception {
        try (MicroProcess server = MicroProcess.runAt(
                "/kaiwa",
                Map.of(),
                Files.createFile(directory.resolve("commands.txt")),
                "-Dkaiwa.data.dir=" + directory.resolve("data"))) {
            server.awaitReady();
            String page = "http://127.0.0.1:" + server.socket().getPort() + "/kaiwa/";

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
