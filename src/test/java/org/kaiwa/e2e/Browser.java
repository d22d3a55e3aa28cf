package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium of its own, and the chat page in the words of somebody who uses it. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Selenium warns at every start that it has no typed protocol for this Chromium; none is used. Held, so that its level is kept. */
    private static final Logger PROTOCOL = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    static {
        PROTOCOL.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;

    Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(Tools.chromium().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-US",
                "--window-size=1280,800");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Tools.chromedriver().toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
    }

    Browser open(String url) {
        driver.get(url);
        return this;
    }

    /** Opens a page in another tab; what follows is about that one. */
    Browser openTab(String url) {
        driver.switchTo().newWindow(WindowType.TAB);
        return open(url);
    }

    /** What follows is about the page in the only frame of the one that is open. */
    Browser enterFrame() {
        driver.switchTo().frame(0);
        return this;
    }

    /** Forgets the person that it was on the page that is open: its nickname, its tokens and what it has not sent. */
    Browser forget() {
        run("if (location.protocol === 'http:') { sessionStorage.clear(); localStorage.clear(); }");
        open("about:blank").forgetComplaints();
        return this;
    }

    /** Forgets the cookies of the host of the page that is open, and with them who is signed in. */
    Browser forgetCookies() {
        driver.manage().deleteAllCookies();
        return this;
    }

    /** Types a nickname and enters, once the page offers to. */
    Browser enterAs(String nickname) {
        waitUntil(() -> one("nickname").isDisplayed());
        one("nickname").sendKeys(nickname + Keys.ENTER);
        waitUntil(() -> one("composer").isDisplayed());
        waitUntil(() -> members().contains(nickname));
        return this;
    }

    Browser say(String text) {
        one("composer").sendKeys(text + Keys.ENTER);
        return this;
    }

    /** Chooses to whom the next messages go. */
    Browser chooseRecipient(String name) {
        waitUntil(() -> members().contains(name));
        new Select(one("recipient")).selectByVisibleText(name);
        return this;
    }

    /** Waits for a message that is said, and not one that the page still waits to send. */
    Browser waitForMessage(String content) {
        waitUntil(
                () -> textsOf(".message:not(.is-waiting) [data-testid=content]").contains(content));
        return this;
    }

    Browser waitForNotice(String words) {
        waitUntil(() -> texts("notice").stream().anyMatch(notice -> notice.contains(words)));
        return this;
    }

    Browser waitForMembers(String... names) {
        waitUntil(() -> members().equals(List.of(names)));
        return this;
    }

    Browser press(CharSequence... keys) {
        one("composer").sendKeys(keys);
        return this;
    }

    Browser click(String testId) {
        one(testId).click();
        return this;
    }

    List<String> contents() {
        return texts("content");
    }

    List<String> authors() {
        return texts("author");
    }

    String text(String testId) {
        return one(testId).getText();
    }

    List<WebElement> all(String testId) {
        return driver.findElements(By.cssSelector("[data-testid=" + testId + "]"));
    }

    WebElement one(String testId) {
        return driver.findElement(By.cssSelector("[data-testid=" + testId + "]"));
    }

    /** An element of a page that is not ours. */
    WebElement byId(String id) {
        return driver.findElement(By.id(id));
    }

    Browser resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** Pulls the page's plug out, or puts it in again. */
    Browser goOffline(boolean offline) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
        return this;
    }

    /** Waits until the browser keeps the page and gives out what it keeps. */
    Browser waitUntilThePageIsKept() {
        run("return navigator.serviceWorker.ready.then(() => true)");
        return this;
    }

    /** The addresses of all that the page's worker keeps. */
    @SuppressWarnings("unchecked")
    List<String> kept() {
        return (List<String>) run("""
                return (async () => {
                  const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
                  return kept.flat().map(({ url }) => url);
                })()""");
    }

    Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    void waitUntil(BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .ignoring(WebDriverException.class)
                .withMessage(() -> "the page says: "
                        + driver.findElement(By.tagName("body")).getText() + " and complains: " + complaints())
                .until(anything -> condition.getAsBoolean());
    }

    /** What the browser has complained of: script errors, and what the Content-Security-Policy has blocked. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** So that the next test is not blamed for those of this one. */
    void forgetComplaints() {
        complaints();
    }

    void assertNoComplaints() {
        assertThat(complaints()).isEmpty();
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** Without the mark for oneself. */
    List<String> members() {
        return textsOf("[data-testid=member] .member-name");
    }

    private List<String> texts(String testId) {
        return textsOf("[data-testid=" + testId + "]");
    }

    /** In one call, because the page may put another element in the place of one while it is asked for the next. */
    @SuppressWarnings("unchecked")
    private List<String> textsOf(String selector) {
        return (List<String>)
                run("return [...document.querySelectorAll(arguments[0])].map(found => found.textContent)", selector);
    }
}
