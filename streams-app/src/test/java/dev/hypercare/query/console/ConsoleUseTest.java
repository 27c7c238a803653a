package dev.hypercare.query.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The console in the hands of a person: keys, addresses, marks, and names that would do harm. */
class ConsoleUseTest {
    @AutoClose
    private static WatchedShop shop;

    @AutoClose
    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        browser.system("dark");
        shop = new WatchedShop().burning();
    }

    @BeforeEach
    void begin() {
        browser.size(1280, 800);
        browser.open(shop.console());
        browser.await(".verdict.bad h1", "payments needs you");
        browser.await("tbody", "catalog");
    }

    @Test
    void namesOfDataAreTextAndNeverMarkup() {
        for (String page : new String[] {"", "?view=apis", "?view=patterns", "?view=business", "?alert=f5"}) {
            browser.open(shop.console() + page);
            browser.await("main", "<img src=x onerror=");
        }
        browser.open(shop.console() + "?view=patterns");
        browser.await(".template", "<script>");
        assertThat(browser.all("main img, main script, .drawer img")).isEmpty();
        assertThat(String.valueOf(browser.script("return document.title"))).doesNotContain("harm");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anAlertIsOpenedClosedAndFoundAgainByItsAddress() {
        browser.click(".alerts .row-link");
        browser.await(".drawer h2", "payments: 34 %");
        assertThat(browser.address()).contains("alert=" + ShopEvents.WORST);
        browser.await(".drawer .evidence", "failed ratio");
        browser.await(".drawer", "4bf92f3577b34da6a3ce929d0e0e4736");
        browser.press(Keys.ESCAPE);
        browser.awaitNo(".drawer");
        assertThat(browser.address()).doesNotContain("alert=");
        browser.back();
        browser.await(".drawer h2", "payments: 34 %");
    }

    @Test
    void aDeploymentIsAFlagOnTheTimeAxisWhoseTextIsReadWithTheKeyboard() {
        browser.open(shop.console() + "?view=apis&api=payments");
        browser.awaitTrue("document.querySelectorAll('.flag').length === 6"); // two of payments in each of three charts
        String flag = "document.querySelector('.flag:not(.failed)')";
        assertThat(String.valueOf(browser.script("return " + flag + ".getAttribute('aria-label')")))
                .contains("deployment 1.8.2 of payments", "by a***");
        browser.script(flag + ".focus({focusVisible: true})");
        browser.awaitTrue("getComputedStyle(" + flag + ".querySelector('.flag-text')).display === 'block'");
        browser.isAccessible();
        browser.keep("flag-1280-dark", 1280);
        browser.press("t");
        browser.awaitTrue("document.documentElement.dataset.theme === 'light'");
        browser.isAccessible();
        browser.keep("flag-1280-light", 1280);
        browser.script("localStorage.removeItem('hypercare.theme')");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anAlertThatIsOverIsASpanThatOpensWithItsHistory() {
        browser.open(shop.console() + "?alert=" + ShopEvents.OVER);
        browser.await(".drawer", "has ended");
        browser.await(".drawer h2", "api-5xx-rate: api=catalog");
        browser.await(".drawer", "resolved: failed_ratio < 0.01 held for 1 min");
        assertThat(browser.find(".mark-form").isDisplayed()).isFalse();
        browser.isAccessible();
        browser.keep("ended-1280-dark", 1280);
        // An alert that lasts begins 44 minutes ago in all APIs: the charts of catalog have the one that is over only.
        browser.open(shop.console() + "?view=apis&api=catalog");
        browser.awaitTrue("document.querySelector('.u-over')");
        browser.keep("ended-span-1280-dark", 1280);
        browser.script(
                "const over = document.querySelector('.u-over'); const box = over.getBoundingClientRect();"
                        + "const at = {bubbles: true, clientX: box.left + box.width * (60 - 35.5) / 60, clientY: box.top + 40};"
                        + "['mousemove', 'mousedown', 'mouseup', 'click'].forEach(kind => over.dispatchEvent(new MouseEvent(kind, at)));");
        browser.awaitTrue("location.search.includes('" + ShopEvents.OVER + "')");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theSlowestAndTheNewestFailedCallOfAnApiLeadToTheirTraces() {
        browser.open(shop.console() + "?view=apis&api=payments");
        browser.await(".pairs", "trace, newest failed");
        browser.await(".pairs", "trace, slowest");
        assertThat(browser.link(".pairs .trace a")).startsWith("https://traces.example.com/trace/4bf92f35");
        browser.isAccessible();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void tracesLeadToTheTracingUiAndTheHistoryTellsWhatWasDecided() {
        browser.open(shop.console() + "?alert=" + ShopEvents.WORST);
        browser.await(".drawer .trace a", "4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(browser.link(".drawer .trace a"))
                .isEqualTo("https://traces.example.com/trace/4bf92f3577b34da6a3ce929d0e0e4736");
        browser.await(".drawer", "History");
        browser.await(".drawer .marks", "firing: failed >= 10");
    }

    @Test
    void theRunbookOfAnAlertIsReadInTheDrawer() {
        browser.open(shop.console() + "?alert=" + ShopEvents.WORST);
        browser.click(".drawer summary", "Runbook");
        browser.await(".drawer .prose h4", "Meaning");
    }

    @Test
    void whatAPersonSaysOfAnAlertIsSentAndTakenBack() {
        browser.open(shop.console() + "?alert=" + ShopEvents.WORST);
        browser.await(".drawer h2", "payments");
        browser.click("[data-kind=acknowledged]");
        browser.await(".told", "Say who you are");
        browser.find("#mark-by").sendKeys("ann");
        browser.find("#mark-note").sendKeys("looking");
        browser.click("[data-kind=acknowledged]");
        browser.await(".drawer .marks", "ann is on it: looking");
        assertThat(shop.marks.marks()).singleElement().satisfies(mark -> {
            assertThat(mark.getKind()).isEqualTo(MarkKind.ACKNOWLEDGED);
            assertThat(mark.getFingerprint()).isEqualTo(ShopEvents.WORST);
        });
        browser.click(".drawer .marks .action");
        Awaitility.await()
                .atMost(Browser.PATIENCE)
                .until(() -> shop.marks.marks().isEmpty());
        browser.awaitNo(".busy");
        browser.click("[data-kind=maintenance]");
        Awaitility.await()
                .atMost(Browser.PATIENCE)
                .until(() -> !shop.marks.marks().isEmpty());
        Mark maintenance = shop.marks.marks().get(0);
        assertThat(maintenance.getSelector()).containsEntry("api", "payments");
        assertThat(Duration.between(maintenance.getFrom(), maintenance.getTo())).isEqualTo(Duration.ofHours(2));
        shop.marks.remove(maintenance.getId());
    }

    @Test
    void theKeyboardIsEnough() {
        browser.press("/");
        browser.awaitTrue("document.activeElement.id === 'filter'");
        browser.press("pay");
        browser.awaitTrue(
                "![...document.querySelectorAll('tbody tr')].some(row => row.textContent.includes('catalog'))");
        browser.awaitTrue("location.search.includes('q=pay')");
        browser.press(Keys.ESCAPE);
        browser.script("document.querySelector('.alerts [data-item]').focus()");
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ENTER);
        browser.await(".drawer h2", "payments POST /v1/charges");
        browser.press(Keys.ESCAPE);
        browser.awaitNo(".drawer");
        browser.awaitTrue("document.activeElement.dataset.key === 'alert-f2'");
        browser.press("3");
        browser.await(".patterns", "connection refused");
        browser.press("?");
        browser.await("dialog", "wall mode");
        browser.press(Keys.ESCAPE);
        browser.awaitTrue("!document.querySelector('dialog').open");
    }

    @Test
    void theFirstStopOfTheTabKeyLeadsToTheContent() {
        browser.script("document.body.focus()");
        browser.press(Keys.TAB);
        browser.awaitTrue("document.activeElement.classList.contains('skip')");
        browser.press(Keys.ENTER);
        browser.awaitTrue("document.activeElement.id === 'main'");
    }

    @Test
    void rangesAndOrderStandInTheAddressAndTheBackButtonUndoesThem() {
        browser.click(".ranges button", "15m");
        browser.awaitTrue("location.search.includes('range=15m')");
        browser.press("2");
        browser.await("tbody", "catalog");
        browser.click("[data-key=sort-failed]");
        browser.awaitTrue("document.querySelector('tbody tr').textContent.includes('payments')");
        browser.awaitTrue("location.search.includes('sort=-failed')");
        assertThat(browser.address()).contains("range=15m");
        browser.back();
        browser.awaitTrue("!location.search.includes('sort')");
        browser.back();
        browser.await(".verdict h1", "payments");
    }

    @Test
    void aSpanThatIsDrawnOverTheChartIsShownAlone() {
        browser.awaitTrue("document.querySelector('.u-over')");
        browser.dragUntil("location.search.includes('from=')", ".u-over", 30, 120);
        browser.click(".range-own", "to");
        browser.awaitTrue("!location.search.includes('from=')");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "f.short(1240)          | 1,240",
                "f.short(12345)         | 12.3k",
                "f.short(0.4)           | 0.4",
                "f.short(null)          | –",
                "f.percent(0)           | 0 %",
                "f.percent(0.00004)     | <0.01 %",
                "f.percent(0.341)       | 34 %",
                "f.percent(0.99996)     | 99.996 %",
                "f.availability(0.999)  | 99.90 %",
                "f.availability(1)      | 100 %",
                "f.availability(0.9551) | 95.51 %",
                "f.millis(0.83)         | 830 µs",
                "f.millis(23.4)         | 23 ms",
                "f.millis(1600)         | 1.60 s",
                "f.millis(126000)       | 2.1 min",
                "f.lasting(4200)        | 4 s",
                "f.lasting(7500000)     | 2 h 5 min",
                "f.money(12345678)      | 12.35",
                "f.money(3000)          | <0.01"
            })
    void figuresAreShortAndNeverMoreThanTheyAre(String figure, String shown) {
        String base = String.valueOf(browser.script("return document.querySelector('script[type=module]').src"));
        assertThat(browser.later(
                        "const done = arguments[1]; import(arguments[0]).then(f => done(" + figure
                                + "), e => done(String(e)))",
                        base.replace("main.js", "format.js")))
                .isEqualTo(shown);
    }
}
