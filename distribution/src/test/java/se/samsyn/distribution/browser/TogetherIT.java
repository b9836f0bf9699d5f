package se.samsyn.distribution.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two people write on the same follow-up at once, each in a browser of their own. */
class TogetherIT {

    private static final String FIRST = "Det går bra enligt rektorn.";
    private static final String SECOND = "Det går bra enligt kvalitetsutvecklaren.";

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    private Visit first;
    private Visit second;

    @BeforeEach
    void signIn() {
        first = demo.visit(Browser.View.WIDE).signInAsDemoPerson("rektor");
        second = demo.visit(Browser.View.PHONE).signInAsDemoPerson("kvalitetsutvecklare");
    }

    @AfterEach
    void leave() {
        first.close();
        second.close();
    }

    @Test
    void theSecondKeepsTheirOwn() {
        String address = meet();
        settle("mine");
        assertThat(second.page().url()).doesNotContain("/goals/");
        assertThat(saved(address)).isEqualTo(SECOND);
    }

    @Test
    void theSecondTakesWhatIsSaved() {
        String address = meet();
        settle("theirs");
        assertThat(second.page().locator("main [name=comment]")).hasValue(FIRST);
        assertThat(saved(address)).isEqualTo(FIRST);
    }

    @Test
    void theSecondPutsBothTogether() {
        String address = meet();
        settle("both");
        assertThat(saved(address)).as("nothing is saved until the second has read it").isEqualTo(FIRST);
        save(second);
        assertThat(saved(address)).contains(FIRST, SECOND);
    }

    @Test
    void withoutScriptTheSame() {
        second.close();
        second = demo.visitWithoutScript(Browser.View.PHONE).signInAsDemoPerson("kvalitetsutvecklare");
        String address = open();
        second.go(address);
        judge(first.go(address), FIRST);
        save(first);
        judge(second, SECOND);
        save(second);
        conflictIsShown();
        settle("mine");
        assertThat(saved(address)).isEqualTo(SECOND);
    }

    /** Both stand on a goal, the first saves, and the second is told of it while writing. */
    private String meet() {
        String address = open();
        second.go(address);
        judge(first.go(address), FIRST);
        save(first);
        judge(second, SECOND);
        conflictIsShown();
        return address;
    }

    /** A goal of the first one's follow-up that nobody has judged yet. */
    private String open() {
        first.go("/my-page");
        first.page().locator("main a[href^='/followups/']:not([href$='/read'])").first().click();
        return first.page()
                .locator("main .s-tasks a.ds-button[data-variant=secondary][href*='/goals/']")
                .first()
                .getAttribute("href");
    }

    private static void judge(Visit visit, String comment) {
        visit.choose("status", "ON_TRACK")
                .choose("trend", "SAME")
                .fill("comment", comment);
    }

    private static void save(Visit visit) {
        visit.page().locator("main button[name=then][value=list]").click();
    }

    private void conflictIsShown() {
        Locator conflict = second.page().locator(".s-conflict");
        assertThat(conflict).isVisible();
        assertThat(conflict).containsText("Maria Lindqvist har ändrat samtidigt");
        assertThat(conflict).containsText(FIRST);
        assertThat(conflict).containsText(SECOND);
        assertThat(second.page().locator("main [name=comment]")).hasValue(SECOND);
        second.wellMade("conflict");
    }

    private void settle(String resolution) {
        second.page().locator("button[name=resolution][value=" + resolution + "]").click();
        second.wellMade("conflict-" + resolution);
    }

    /** The comment as the first one finds it. */
    private String saved(String address) {
        return first.go(address).page().locator("main [name=comment]").inputValue();
    }
}
