package dev.hypercare.query.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** Debian's Chromium without a screen, driven; what it shows can be kept and looked at. */
final class Browser implements AutoCloseable {
    /** For machines that have much else to do: what is awaited takes milliseconds elsewhere. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final String AXE = resource("axe.min.js");

    /** Rules with an impact that keeps somebody from using the page, as one line for each element. */
    private static final String CHECK = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations'], iframes: false}).then(result => done(result.violations
              .filter(one => one.impact === 'serious' || one.impact === 'critical')
              .flatMap(one => one.nodes.map(node => `${one.id}: ${one.help}: ${node.target} ${node.failureSummary}`))
              .join('\\n')), error => done(String(error)));
            """;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts one, or skips the test where none is installed. */
    static Browser start() {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "no browser: the console is not looked at (apt-get install chromium chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                "--lang=en");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return new Browser(driver);
    }

    /** Pixels of the page; the height follows its content when it is kept. */
    void size(int width, int height) {
        Map<String, Object> metrics = new HashMap<>();
        metrics.put("width", width);
        metrics.put("height", height);
        metrics.put("deviceScaleFactor", 1);
        metrics.put("mobile", false);
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
    }

    /** What the system of the person wants: {@code light} or {@code dark}. */
    void system(String colours) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", colours),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    void open(String url) {
        driver.get(url);
    }

    /** Waits until an element is there and has this text in it. */
    WebElement await(String selector, String text) {
        return Awaitility.await(selector + " with " + text)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(
                        () -> driver.findElements(By.cssSelector(selector)).stream()
                                .filter(element -> element.getText().contains(text))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    /** Waits until none is there. */
    void awaitNo(String selector) {
        Awaitility.await("no " + selector)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> driver.findElements(By.cssSelector(selector)).isEmpty());
    }

    /** Waits until a script answers true. */
    void awaitTrue(String expression) {
        Awaitility.await(expression)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> isTrue(expression));
    }

    /** Clicks an element with this text as soon as there is one; the page may draw it again meanwhile. */
    void click(String selector, String text) {
        Awaitility.await("a click on " + selector + " with " + text)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    await(selector, text).click();
                    return true;
                });
    }

    void click(String selector) {
        click(selector, "");
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Presses keys where the focus is; again where the page draws that anew at this moment. */
    void press(CharSequence... keys) {
        Awaitility.await("keys to be pressed")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsMatching(e ->
                        e instanceof StaleElementReferenceException || e instanceof ElementNotInteractableException)
                .until(() -> {
                    driver.switchTo().activeElement().sendKeys(keys);
                    return true;
                });
    }

    /**
     * Draws over an element with the pointer, from one distance of its left edge on, so many pixels; again where the page drew itself
     * meanwhile, until a script answers true.
     */
    void dragUntil(String expression, String selector, int from, int pixels) {
        Awaitility.await(expression)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    if (!isTrue(expression)) {
                        drag(selector, from, pixels);
                    }
                    return isTrue(expression);
                });
    }

    private boolean isTrue(String expression) {
        return Boolean.TRUE.equals(script("return Boolean(" + expression + ")"));
    }

    private void drag(String selector, int from, int pixels) {
        WebElement element = find(selector);
        script("arguments[0].scrollIntoView({block: 'center'})", element);
        new Actions(driver)
                .moveToElement(element, from - element.getSize().getWidth() / 2, 0)
                .clickAndHold()
                .moveByOffset(pixels / 2, 0)
                .moveByOffset(pixels / 2, 0)
                .release()
                .perform();
    }

    void back() {
        driver.navigate().back();
    }

    String address() {
        return String.valueOf(driver.getCurrentUrl());
    }

    /** Where the first link of a kind leads, read at once: the page may be drawn anew at any time. */
    String link(String css) {
        return String.valueOf(script("return document.querySelector('" + css + "')?.href"));
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Answers what the script hands to its last argument. */
    Object later(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** Nobody is kept out: no finding of axe that is serious or worse. */
    void isAccessible() {
        if (!Boolean.TRUE.equals(script("return typeof axe === 'object'"))) {
            driver.executeScript(AXE);
        }
        assertThat(String.valueOf(later(CHECK)))
                .as("accessibility of " + address())
                .isEmpty();
    }

    /** The page does not have to be moved sideways. */
    void fitsTheWidth() {
        assertThat(script("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("pixels beyond the width")
                .isEqualTo(0L);
    }

    /** Keeps the whole page as a picture. */
    void keep(String name, int width) {
        Number height = (Number) script("return Math.max(600, Math.min(6000, document.documentElement.scrollHeight))");
        size(width, height.intValue());
        later(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60)))");
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        size(width, 800);
    }

    /** What the page complained of: scripts that failed, policies that were broken. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .filter(line -> line.startsWith("SEVERE"))
                .toList();
    }

    private static String resource(String name) {
        try (InputStream stream = Browser.class.getClassLoader().getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
