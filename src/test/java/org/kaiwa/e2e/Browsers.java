package org.kaiwa.e2e;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The browsers of a class of tests, one for each who takes part. A browser is opened when it is first needed, and forgets between the tests who it was. */
final class Browsers implements AfterEachCallback, AfterAllCallback {

    private final Map<String, Browser> browsers = new LinkedHashMap<>();

    /** The browser of one who takes part. */
    Browser of(String whom) {
        return browsers.computeIfAbsent(whom, anybody -> new Browser());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        browsers.values().forEach(browser -> browser.forget().shine("light").resize(1280, 800));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        browsers.values().forEach(Browser::close);
    }
}
