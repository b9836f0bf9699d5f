package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Something is found from any page, by hand and by keyboard, on a phone and without script. */
class SearchIT {

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    @Test
    void findsFromAnyPage() {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("admin").go("/plans");
            visit.page().keyboard().press("Control+k");
            visit.page().keyboard().type("läs");
            visit.page().keyboard().press("Enter");
            visit.page().waitForURL("**/search?q=*");
            visit.wellMade("search-found");
            assertThat(visit.text()).contains("träff");
            visit.turn(Browser.View.PHONE).wellMade("search-found");
            visit.page().locator(".s-find-link").click();
            visit.wellMade("search-empty");
            visit.fill("q", "finnsinte \"(*").press("Sök").wellMade("search-none");
            assertThat(visit.text()).contains("Inga träffar");
            visit.turn(Browser.View.WIDE).wellMade("search-none");
        }
    }
}
