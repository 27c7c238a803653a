package dev.hypercare.query.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.query.AppReader.AppState;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first page in each state that it can be in. */
class ConsoleStatesTest {
    /** Counts how often the page asks for the alerts by itself. */
    private static final String ASKED = """
            window.asked = 0;
            const ask = window.fetch;
            window.fetch = (url, how) => {
              window.asked += String(url).endsWith('/api/v1/alerts') ? 1 : 0;
              return ask(url, how);
            };
            """;

    @AutoClose
    private static WatchedShop shop;

    @AutoClose
    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        browser.system("dark");
        shop = new WatchedShop();
    }

    @BeforeEach
    void begin() {
        shop.healthy();
        browser.size(1280, 800);
    }

    @Test
    void whenNothingFiresAllIsWellAndItSaysForHowLong() {
        browser.open(shop.console());
        browser.await(".verdict.ok h1", "All is well");
        browser.await(".verdict-since", "quiet for at least");
        browser.await(".fresh", "counted up to");
        browser.await(".empty-title", "No alert fires");
        browser.awaitNo(".skeleton");
        looked("healthy");
    }

    @Test
    void whatSomebodyIsOnIsKnownTroubleAndNotUrgent() {
        shop.alerts = shop.events.alerts().stream()
                .filter(alert -> alert.getAcknowledgedBy() != null)
                .toList();
        browser.open(shop.console());
        browser.await(".verdict.watch h1", "Known trouble: orders");
        browser.await(".verdict-text", "ann is on it");
    }

    @Test
    void beforeTheFirstCallItSaysHowToGetSome() {
        shop.empty();
        browser.open(shop.console());
        browser.await(".verdict.unknown h1", "No calls have come in yet");
        browser.await(".verdict-text", "./hypercare demo");
        browser.awaitNo(".skeleton");
        looked("empty");
        for (String page : List.of("ai", "patterns", "gaps", "business", "apis")) {
            browser.open(shop.console() + "?view=" + page);
            browser.await(".empty-title", "");
            browser.awaitNo(".skeleton");
            looked("empty-" + page);
        }
    }

    @Test
    void untilItKnowsItShowsThatItLooks() {
        shop.kpis.held = new CountDownLatch(1);
        browser.open(shop.console());
        browser.await(".verdict h1", "Looking");
        assertThat(browser.all(".skeleton")).isNotEmpty();
        looked("loading");
        shop.kpis.held.countDown();
        browser.await(".verdict.ok h1", "All is well");
    }

    @Test
    void whatCannotBeReadIsToldWithItsReason() {
        shop.kpis.notReady = "the stores of kpi are being restored";
        browser.open(shop.console());
        browser.await(".verdict.unknown h1", "The figures cannot be read");
        browser.await(".verdict-text", "being restored");
        looked("error");
    }

    @Test
    void anApplicationThatDoesNotRunMakesItUnsure() {
        shop.apps = List.of(new AppState("kpi", "REBALANCING", false, 120_000L));
        browser.open(shop.console());
        browser.await(".verdict.unknown h1", "Hypercare is not ready");
        browser.await(".verdict-text", "kpi: rebalancing");
    }

    @Test
    void dataThatStoppedAreNotTakenForQuiet() {
        shop.kpis.behindMillis = 300_000;
        browser.open(shop.console());
        browser.await(".verdict.unknown h1", "The data are behind");
        browser.await(".fresh", "5 min");
        browser.awaitNo(".skeleton");
        looked("behind");
    }

    @Test
    void aServerThatWentAwayIsToldAndWhatWasKnownStays() {
        try (WatchedShop leaving = new WatchedShop().burning()) {
            browser.open(leaving.console());
            browser.await(".verdict.bad h1", "payments needs you");
            browser.await("tbody", "catalog");
            browser.awaitTrue("document.documentElement.dataset.link === 'live'");
            leaving.leave();
            browser.await("#offline", "No connection to Hypercare since");
            browser.await(".verdict.unknown h1", "Hypercare does not answer");
            browser.await("tbody", "catalog");
            looked("away");
            leaving.comeBack();
            browser.awaitTrue("document.getElementById('offline').hidden");
            browser.await(".verdict.bad h1", "payments needs you");
            browser.awaitTrue("document.documentElement.dataset.link === 'live'");
            browser.await(".fresh", "alerts live");
        }
    }

    @Test
    void anAlertIsToldAsItHappensAndAskedForWhereNobodyTells() {
        browser.open(shop.console());
        browser.await(".verdict.ok h1", "All is well");
        browser.awaitTrue("document.documentElement.dataset.link === 'live'");
        browser.script(ASKED);
        shop.alerts = shop.events.alerts();
        browser.await(".verdict.bad h1", "payments needs you");
        assertThat(browser.script("return window.asked")).isEqualTo(0L);

        browser.open(shop.console() + "?range=15m");
        browser.await(".verdict.bad h1", "payments needs you");
        browser.awaitTrue("document.documentElement.dataset.link === 'live'");
        browser.script(
                "const ask = window.fetch; window.fetch = (url, how) => how?.headers?.Accept === 'text/event-stream' ? Promise.reject(new TypeError('none')) : ask(url, how)");
        browser.press("w");
        browser.script("Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
                + "document.dispatchEvent(new Event('visibilitychange')); delete document.hidden;"
                + "document.dispatchEvent(new Event('visibilitychange'));");
        browser.awaitTrue("document.documentElement.dataset.link === 'asking'");
        browser.await(".fresh", "asked every 5 s");
        shop.alerts = List.of();
        browser.await(".verdict.ok h1", "All is well");
    }

    @Test
    void whereOnePartCannotBeAskedTheOthersStand() {
        shop.burning();
        shop.patternsBroken = true;
        browser.open(shop.console() + "?view=patterns");
        browser.await(".trouble", "are being restored");
        looked("partial-patterns");
        browser.press("1");
        browser.await(".verdict.bad h1", "payments needs you");
        browser.await("tbody", "catalog");
        browser.awaitNo(".skeleton");
        looked("partial");
        shop.patternsBroken = false;
    }

    /** Kept in both themes, wide and narrow, with nobody kept out of any. */
    private static void looked(String name) {
        for (String colours : List.of("dark", "light")) {
            browser.system(colours);
            browser.awaitTrue("document.documentElement.dataset.theme === '" + colours + "'");
            for (int width : new int[] {1280, 390}) {
                browser.size(width, 800);
                browser.isAccessible();
                browser.fitsTheWidth();
                browser.keep(name + "-" + width + "-" + colours, width);
            }
        }
        browser.system("dark");
        browser.size(1280, 800);
    }
}
