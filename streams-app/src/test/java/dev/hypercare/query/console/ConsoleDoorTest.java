package dev.hypercare.query.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.query.access.AccessConfig;
import dev.hypercare.query.access.AccessRole;
import dev.hypercare.query.access.AccessToken;
import dev.hypercare.query.access.TokenFile;
import dev.hypercare.query.access.Visitor;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The console where tokens are needed. */
class ConsoleDoorTest {
    @TempDir
    static Path folder;

    @AutoClose
    private static WatchedShop shop;

    @AutoClose
    private static Browser browser;

    private static String viewer;
    private static String ofTheShop;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        browser.size(1280, 800);
        Path tokens = folder.resolve("tokens");
        viewer = TokenFile.add(tokens, new Visitor("wall", AccessRole.VIEWER, null));
        ofTheShop = TokenFile.add(tokens, new Visitor("shop", AccessRole.VIEWER, Set.of("shop")));
        shop = new WatchedShop(new AccessConfig(tokens, null)).burning();
    }

    @Test
    void asksForATokenTellsABadOneAndOpensForAGoodOne() {
        browser.system("dark");
        browser.open(shop.console());
        browser.await("dialog[open] h1", "Sign in");
        assertThat(browser.all(".alert-row")).isEmpty();
        looked("signin-1280-dark");
        browser.press(Keys.ESCAPE);
        assertThat(browser.all("dialog[open]")).hasSize(1);
        give(AccessToken.random());
        browser.await(".door-told", "This token is not accepted");
        browser.system("light");
        browser.awaitTrue("document.documentElement.dataset.theme === 'light'");
        looked("signin-refused-1280-light");
        give(" " + viewer + " ");
        browser.awaitNo("dialog[open]");
        browser.await(".verdict.bad h1", "payments needs you");
    }

    @Test
    void showsEverythingToAViewerWhoMayWriteNothing() {
        enter(viewer);
        browser.open(shop.console());
        browser.await("tbody", "catalog");
        assertThat(browser.address()).doesNotContain("hct_");
        assertThat(browser.script("return localStorage.length ? JSON.stringify(localStorage) : ''")
                        .toString())
                .doesNotContain("hct_");

        browser.click(".alert-row .row-link", "");
        browser.await(".mark-form", "Acknowledge");
        browser.find("#mark-by").sendKeys("ann");
        browser.click(".mark-form [data-kind='acknowledged']");
        browser.await(".told", "needs the role editor");
        looked("not-allowed-1280-light");
        browser.press(Keys.ESCAPE);

        browser.click("button[aria-label='Sign out']");
        browser.await("dialog[open] h1", "Sign in");
        assertThat(browser.script("return sessionStorage.length")).isEqualTo(0L);
        assertThat(browser.all(".alert-row")).isEmpty();
    }

    @Test
    void aTokenOfATenantShowsItsApisOnly() {
        browser.system("dark");
        enter(ofTheShop);
        browser.open(shop.console() + "?view=apis");
        browser.await("tbody", "payments");
        browser.awaitNo(".skeleton");
        assertThat(browser.find("#main").getText()).doesNotContain("catalog", "orders");
        looked("tenant-1280-dark");
        browser.script("sessionStorage.clear()");
    }

    /** Through the door: a token that is put into the storage behind its back is wiped by a refusal that is still on its way. */
    private static void enter(String token) {
        browser.open(shop.console());
        browser.script("sessionStorage.clear()");
        browser.open(shop.console());
        browser.await("dialog[open] h1", "Sign in");
        give(token);
        browser.awaitNo("dialog[open]");
    }

    private static void give(String token) {
        browser.find("#token").sendKeys(token);
        browser.press(Keys.ENTER);
    }

    private static void looked(String name) {
        browser.isAccessible();
        browser.fitsTheWidth();
        browser.keep(name, 1280);
    }
}
