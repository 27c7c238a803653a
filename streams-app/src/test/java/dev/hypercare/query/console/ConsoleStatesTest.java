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
        browser.isAccessible();
        browser.keep("healthy-1280-dark", 1280);
        browser.system("light");
        browser.awaitTrue("document.documentElement.dataset.theme === 'light'");
        browser.isAccessible();
        browser.keep("healthy-1280-light", 1280);
        browser.system("dark");
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
        browser.isAccessible();
        browser.keep("empty-1280-dark", 1280);
        for (String page : List.of("ai", "patterns", "gaps", "business", "apis")) {
            browser.open(shop.console() + "?view=" + page);
            browser.await(".empty-title", "");
            browser.awaitNo(".skeleton");
            browser.keep("empty-" + page + "-1280-dark", 1280);
        }
    }

    @Test
    void untilItKnowsItShowsThatItLooks() {
        shop.kpis.held = new CountDownLatch(1);
        browser.open(shop.console());
        browser.await(".verdict h1", "Looking");
        assertThat(browser.all(".skeleton")).isNotEmpty();
        browser.isAccessible();
        browser.keep("loading-1280-dark", 1280);
        shop.kpis.held.countDown();
        browser.await(".verdict.ok h1", "All is well");
    }

    @Test
    void whatCannotBeReadIsToldWithItsReason() {
        shop.kpis.notReady = "the stores of kpi are being restored";
        browser.open(shop.console());
        browser.await(".verdict.unknown h1", "The figures cannot be read");
        browser.await(".verdict-text", "being restored");
        browser.isAccessible();
        browser.keep("error-1280-dark", 1280);
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
        browser.isAccessible();
        browser.keep("behind-1280-dark", 1280);
    }

    @Test
    void aServerThatWentAwayIsToldAndWhatWasKnownStays() {
        WatchedShop leaving = new WatchedShop().burning();
        browser.open(leaving.console());
        browser.await(".verdict.bad h1", "payments needs you");
        browser.await("tbody", "catalog");
        leaving.close();
        browser.await("#offline", "No connection to Hypercare since");
        browser.await(".verdict.unknown h1", "Hypercare does not answer");
        browser.await("tbody", "catalog");
        browser.isAccessible();
        browser.keep("away-1280-dark", 1280);
    }
}
