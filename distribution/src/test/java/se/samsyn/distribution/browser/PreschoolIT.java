package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The principal of a preschool follows up, hands in and compares, and meets no grades on the way. */
class PreschoolIT {

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    @Test
    void nothingSpeaksOfGrades() {
        try (Visit visit = demo.visit(Browser.View.PHONE)) {
            visit.signInAsDemoPerson("forskolerektor").go("/my-page");
            held(visit, "preschool-my-page");
            Locator task = visit.page().locator("main .s-tasks a.ds-button[href^='/followups/']").first();
            String followUp = task.getAttribute("href");
            task.click();
            held(visit, "preschool-follow-up");
            goals(visit).forEach(goal -> judge(visit.go(goal)));
            analyse(visit.go(followUp).follow("Skriv analysen"));
            visit.go(followUp).follow("Granska och lämna in");
            held(visit, "preschool-check");
            visit.press("Lämna in");
            held(visit, "preschool-handed-in");
            assertThat(visit.text())
                    .contains("har lämnat in", "Vi läser i mindre grupper", "Möjlig")
                    .doesNotContain("Belägg saknas");

            visit.go("/compare");
            held(visit, "preschool-compare");
            assertThat(visit.text()).contains("Gläntans förskola");
            visit.page().locator("main thead a[href^='/indicators/'], main tbody td a[href^='/indicators/']")
                    .first()
                    .click();
            assertThat(visit.page().url()).contains("/indicators/");
            held(visit, "preschool-indicator");
        }
    }

    private static List<String> goals(Visit visit) {
        return visit.links().stream()
                .filter(link -> link.matches("/followups/\\d+/goals/\\d+"))
                .distinct()
                .toList();
    }

    private static void judge(Visit visit) {
        held(visit, "preschool-goal");
        visit.choose("status", "ON_TRACK")
                .choose("trend", "BETTER")
                .fill("comment", "Barnen möter böcker varje dag.");
        if (visit.page().locator("main [name=reason]").isVisible()) {
            visit.fill("reason", "Siffrorna är från i våras.");
        }
        visit.page().locator("main button[name=then][value=list]").click();
    }

    /** The year's analysis, a part of it left out: that is told here, and neither bars the way nor is read by others. */
    private static void analyse(Visit visit) {
        visit.fill("result", "Barnen talar mer, och med fler.")
                .fill("causes-1-text", "Vi läser i mindre grupper")
                .choose("causes-1-verdict", "POSSIBLE")
                .press("Lägg till en möjlig orsak");
        held(visit, "preschool-analysis");
        visit.fill("causes-2-text", "Fler böcker hemma").fill("causes-2-against", "Bokpåsarna kom först i maj.");
        visit.choose("causes-2-verdict", "REJECTED").fill("conclusion", "Grupperna behålls.");
        visit.page().locator("main .s-form-actions button[name=then][value=list]").click();
        assertThat(visit.text()).contains("Analysen är sparad.", "Belägg saknas (orsak 1)");
    }

    private static void held(Visit visit, String name) {
        visit.wellMade(name);
        assertThat(visit.text()).as(name).doesNotContainIgnoringCase("betyg").doesNotContainIgnoringCase("meritvärde");
    }
}
