package dev.hypercare.query.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each page of the console while payments burn, dark and light, from the phone to the wall. Pictures are kept in target/screenshots. */
class ConsolePagesTest {
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

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "now         | ?                         | .verdict h1      | payments needs you",
                "apis        | ?view=apis                | tbody            | catalog",
                "api         | ?view=apis&api=payments   | tbody            | /v1/charges",
                "patterns    | ?view=patterns            | .patterns        | connection refused by",
                "ai          | ?view=ai                  | tbody            | large-2",
                "gaps        | ?view=gaps                | .alerts          | no alert of shipping fires",
                "business    | ?view=business            | .alerts          | Customers cannot pay",
                "alert       | ?alert=f1f1f1f1f1f1f1f1   | .drawer .pattern | connection refused by"
            })
    void eachPageShowsWhatItIsForAndKeepsNobodyOut(String name, String query, String selector, String text) {
        browser.size(1280, 800);
        browser.open(shop.console() + query);
        browser.await(selector, text);
        browser.awaitNo(".skeleton");
        browser.isAccessible();
        browser.fitsTheWidth();
        browser.keep(name + "-1280-dark", 1280);
        browser.press("t");
        browser.awaitTrue("document.documentElement.dataset.theme === 'light'");
        browser.isAccessible();
        browser.keep(name + "-1280-light", 1280);
        browser.script("localStorage.removeItem('hypercare.theme')");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest(name = "{0} pixels")
    @CsvSource({"390, dark", "390, light", "2560, dark", "2560, light"})
    void theFirstPageFitsThePhoneAndTheWall(int width, String colours) {
        browser.system(colours);
        browser.size(width, 800);
        browser.open(shop.console() + (width > 2000 ? "?wall=1" : ""));
        browser.await(".verdict h1", "payments needs you");
        browser.await("tbody", "catalog");
        browser.awaitNo(".skeleton");
        browser.isAccessible();
        browser.fitsTheWidth();
        browser.keep("now-" + width + "-" + colours, width);
        browser.system("dark");
    }

    @Test
    void theOtherPagesFitThePhone() {
        browser.size(390, 800);
        for (String query : new String[] {
            "?view=apis&api=payments",
            "?view=ai",
            "?view=business",
            "?view=patterns",
            "?view=gaps",
            "?alert=f1f1f1f1f1f1f1f1"
        }) {
            browser.open(shop.console() + query);
            browser.await(".panel", "");
            browser.awaitNo(".skeleton");
            browser.isAccessible();
            browser.fitsTheWidth();
            browser.keep(query.replaceAll("\\W+", "-").substring(1) + "-390-dark", 390);
        }
    }
}
