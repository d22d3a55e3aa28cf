package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The page's modules that touch no document, under Jasmine in a real Chromium: {@code src/test/js/*.test.js}. */
class PageModulesIT {

    private static final String JASMINE = "/META-INF/resources/webjars/jasmine-core/3.8.0/lib/jasmine-core/jasmine.js";

    @TestFactory
    @SuppressWarnings("unchecked")
    Stream<DynamicContainer> thePagesModulesKeepTheirPromises() throws IOException {
        Path tests = Path.of(System.getProperty("kaiwa.test.js"));
        List<Map<String, Object>> results;
        try (StaticServer server = new StaticServer()
                        .folder("/app/", Path.of(System.getProperty("kaiwa.test.webapp"), "app"))
                        .folder("/test/", tests)
                        .resources("/webjars/", "/META-INF/resources/webjars/")
                        .resource("/jasmine.js", JASMINE)
                        .text("/runner.html", runner(tests));
                Browser browser = new Browser()) {
            browser.open(server.url("/runner.html"));
            browser.waitUntil(() -> browser.run("return window.finished === true") == Boolean.TRUE);
            results = (List<Map<String, Object>>) browser.run("return window.results");
        }
        assertThat(results).as("the specs that ran").isNotEmpty();
        return results.stream()
                .collect(Collectors.groupingBy(result -> (String) result.get("suite")))
                .entrySet()
                .stream()
                .map(suite -> DynamicContainer.dynamicContainer(
                        suite.getKey(), suite.getValue().stream().map(PageModulesIT::test)));
    }

    private static DynamicTest test(Map<String, Object> result) {
        String name = (String) result.get("name");
        return DynamicTest.dynamicTest(
                name,
                () -> assertThat(result.get("status"))
                        .as("%s %s: %s", result.get("suite"), name, result.get("failures"))
                        .isEqualTo("passed"));
    }

    /** Loads every test, then runs them, and leaves the results where the browser can be asked for them. */
    private static String runner(Path tests) throws IOException {
        String imports;
        try (Stream<Path> files = Files.list(tests)) {
            imports = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".test.js"))
                    .sorted()
                    .map(name -> "import('/test/" + name + "')")
                    .collect(Collectors.joining(", "));
        }
        return """
                <!DOCTYPE html><meta charset="utf-8"><title>Jasmine</title>
                <script src="/jasmine.js"></script>
                <script>
                  window.results = [];
                  const required = jasmineRequire.core(jasmineRequire);
                  const env = required.getEnv();
                  Object.assign(window, jasmineRequire.interface(required, env));
                  env.configure({ random: true, failSpecWithNoExpectations: true });
                  env.addReporter({
                    specDone({ fullName, description, status, failedExpectations }) {
                      results.push({
                        suite: fullName.slice(0, fullName.length - description.length).trim(),
                        name: description,
                        status,
                        failures: failedExpectations.map((failure) => failure.message + ' ' + failure.stack),
                      });
                    },
                    jasmineDone() { window.finished = true; },
                  });
                  window.addEventListener('unhandledrejection', ({ reason }) => {
                    results.push({ suite: 'loading', name: String(reason), status: 'failed', failures: [String(reason)] });
                    window.finished = true;
                  });
                </script>
                <script type="module">
                  await Promise.all([IMPORTS]);
                  env.execute();
                </script>
                """.replace("IMPORTS", imports);
    }
}
