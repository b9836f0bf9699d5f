package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Something that a school is to do and that belongs to no goal: from the school's page to done, and back. */
class ActivityIT {

    private static final String TITLE = "Öva utrymning med alla klasser";

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    @Test
    void fromTheSchoolsPageToDoneAndBack() {
        String page = add();
        finishFromMyPage(page);
        finishOnThePhone(page);
    }

    /** The address of the activity. */
    private static String add() {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("rektor").go("/units?q=Lindängsskolan").follow("Lindängsskolan").wellMade("unit-without-activities");
            card(visit).getByText("Ny aktivitet").click();
            visit.page().waitForLoadState();
            visit.press("Spara").wellMade("unit-activity-error");
            visit.fill("title", TITLE).fill("due", LocalDate.now(Browser.ZONE).plusDays(1).toString());
            visit.press("Spara").wellMade("unit-activities");
            assertThat(visit.text()).contains("är tillagd", TITLE, "Kvar att göra");
            visit.go("/units?q=Lindängsskolan").follow("Lindängsskolan").wellMade("unit-with-activities");
            assertThat(card(visit).innerText()).contains(TITLE);
            visit.follow(TITLE).wellMade("unit-activity");
            assertThat(visit.text()).contains("Lindängsskolan", "Markera som klar");
            return visit.page().url();
        }
    }

    private static Locator card(Visit visit) {
        return visit.page().locator("section[aria-labelledby=h-unit-activities]");
    }

    private static void finishFromMyPage(String activity) {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("rektor").go("/my-page?all=true").wellMade("my-page-with-own");
            button(visit, "Klar", TITLE).focus();
            visit.page().keyboard().press("Enter");
            visit.page().waitForURL("**/my-page?done=*");
            visit.wellMade("my-page-done");
            assertThat(visit.text()).contains("Klar: " + TITLE);
            button(visit, "Ångra", TITLE).click();
            visit.page().waitForURL("**/my-page");
            visit.go("/my-page?all=true");
            assertThat(visit.text()).contains("Slutför: " + TITLE);
            visit.go(activity);
            assertThat(visit.text()).contains("Ej påbörjad", "ändrade aktiviteten");
        }
    }

    private static Locator button(Visit visit, String text, String title) {
        return visit.page()
                .locator("main .s-tasks li", new Page.LocatorOptions().setHasText(title))
                .getByText(text)
                .first();
    }

    private static void finishOnThePhone(String activity) {
        try (Visit visit = demo.visit(Browser.View.PHONE)) {
            visit.signInAsDemoPerson("rektor").go("/my-page?all=true").wellMade("my-page-with-own");
            button(visit, "Klar", TITLE).click();
            visit.page().waitForURL("**/my-page?done=*");
            visit.wellMade("my-page-done");
            visit.go(activity).wellMade("unit-activity-done");
            assertThat(visit.text()).contains("Öppna igen");
            visit.go("/units?q=Lindängsskolan").follow("Lindängsskolan").wellMade("unit-activities-done");
            visit.page().locator("main a[href$='/activities']").first().click();
            visit.page().waitForLoadState();
            visit.follow("Klara och avbrutna").wellMade("unit-activities-over");
            assertThat(visit.text()).contains(TITLE);
        }
    }
}
