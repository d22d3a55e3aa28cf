package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
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
        // A test that has TLS has made the certificate itself.
        options.setAcceptInsecureCerts(true);
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

    /** Closes the tab; what follows is about the one that was open first. */
    Browser closeTab() {
        driver.close();
        driver.switchTo().window(driver.getWindowHandles().iterator().next());
        return this;
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

    /** A cookie that goes with the page that is open. */
    Cookie cookie(String name) {
        return driver.manage().getCookieNamed(name);
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

    /** Becomes another device of whoever the other browser knows of: by the secrets by which the server knows them again. */
    Browser trust(Browser other) {
        run(
                "localStorage.setItem('kaiwa.tokens', arguments[0])",
                other.run("return localStorage.getItem('kaiwa.tokens')"));
        return this;
    }

    /** Makes a room and goes there; of a closed one, the people are invited. */
    Browser makeRoom(String kind, String name, String... people) {
        click("new-room");
        one("new-room-name").sendKeys(name);
        find("[data-testid=new-room-dialog] [value=" + kind + "]").click();
        for (String person : people) {
            pick("new-room-people", person);
        }
        return click("make-room").waitForRoom(name);
    }

    /** Types what is looked for in a field and takes what is found by it, with the keyboard. */
    Browser pick(String field, String name) {
        one(field).sendKeys(name);
        waitUntil(() -> textsOf("dialog[open] [role=option][aria-selected=true]").stream()
                .anyMatch(found -> found.contains(name)));
        one(field).sendKeys(Keys.ENTER);
        return this;
    }

    /** Opens a room, or a conversation, from the list. */
    Browser openRoom(String title) {
        waitUntil(() -> {
            link(title).click();
            return true;
        });
        return waitForRoom(title);
    }

    /** Waits until a room is open, and one is in it. */
    Browser waitForRoom(String title) {
        waitUntil(() -> text("room").equals(title));
        waitUntil(() -> !members().isEmpty());
        return this;
    }

    /** Waits until the list has a room. */
    Browser waitForLink(String title) {
        waitUntil(() -> rooms().contains(title));
        return this;
    }

    /** Opens what one can do with a message, by the keyboard, and chooses. */
    Browser act(String content, String choice) {
        waitUntil(() -> {
            in(content, ".more").sendKeys(Keys.ENTER);
            return true;
        });
        in(content, "[data-action=" + choice + "]").click();
        return this;
    }

    /** What belongs to the message that says something. */
    WebElement in(String content, String selector) {
        return message(content).findElement(By.cssSelector(selector));
    }

    WebElement message(String content) {
        return all("message").stream()
                .filter(message -> content.equals(message.findElement(By.cssSelector("[data-testid=content]"))
                        .getDomProperty("textContent")))
                .findFirst()
                .orElseThrow(() -> new WebDriverException("no message " + content + " among " + contents()));
    }

    /** What was copied last. */
    String clipboard() {
        // What is not named is denied from then on, and the page shall go on to write.
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        return (String) run("return navigator.clipboard.readText()");
    }

    /** Whether the reader sees a message. */
    boolean sees(String content) {
        return (boolean) run("""
                const [at, log] = [arguments[0], document.querySelector('.log')].map((it) => it.getBoundingClientRect());
                return at.top >= log.top - 1 && at.bottom <= log.bottom + 1""", message(content));
    }

    /** Chooses something that one can do with the open room. */
    Browser choose(String action) {
        click("room-menu");
        find(".room-menu [data-does=" + action + "]").click();
        return this;
    }

    /** The rooms and conversations of the list. */
    List<String> rooms() {
        return textsOf("[data-testid=room-link] .room-name");
    }

    /** What stands at a room in the list: whether one is meant, and how many messages one has not read. */
    String countOf(String title) {
        return String.join(
                "",
                link(title).findElements(By.cssSelector(".room-mention, .room-count")).stream()
                        .map(WebElement::getText)
                        .toList());
    }

    private WebElement link(String title) {
        return all("room-link").stream()
                .filter(link ->
                        title.equals(link.findElement(By.className("room-name")).getDomProperty("textContent")))
                .findFirst()
                .orElseThrow(() -> new WebDriverException("no room " + title + " among " + rooms()));
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

    /** Waits for members, in whatever order they came. */
    Browser waitForAll(String... names) {
        waitUntil(() -> members().size() == names.length && members().containsAll(List.of(names)));
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

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** What is written and not sent. */
    String draft() {
        return one("composer").getDomProperty("value");
    }

    /** Presses keys wherever the focus is. */
    Browser type(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return this;
    }

    /** Writes by an input method something that is not decided yet. */
    Browser compose(String text) {
        driver.executeCdpCommand(
                "Input.imeSetComposition",
                Map.of("text", text, "selectionStart", text.length(), "selectionEnd", text.length()));
        return this;
    }

    /** Decides for what the input method offers. */
    Browser commit(String text) {
        driver.executeCdpCommand("Input.insertText", Map.of("text", text));
        return this;
    }

    /** The name by which a test knows what has the focus. */
    String focused() {
        return driver.switchTo().activeElement().getDomAttribute("data-testid");
    }

    /** Shows the page as somebody has it who has chosen the system's appearance: {@code light} or {@code dark}. */
    Browser shine(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** Keeps pictures of the page for whoever wants to see it: light, dark, and on a telephone. */
    Browser picture(String name) throws IOException {
        resize(1280, 800).shoot(name + "-light");
        shine("dark").shoot(name + "-dark");
        shine("light").resize(390, 844).shoot(name + "-phone");
        return resize(1280, 800);
    }

    /** Waits until nothing moves any more. */
    Browser settle() {
        run(
                "return Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))).then(() => true)");
        return this;
    }

    private void shoot(String name) throws IOException {
        run(
                "return Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))).then(() => true)");
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
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
