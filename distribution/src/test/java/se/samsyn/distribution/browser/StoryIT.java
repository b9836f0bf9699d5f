package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.testkit.Command;
import se.samsyn.testkit.ServerProcess;

/** What people do with Samsyn, from beginning to end, in the demo municipality. */
class StoryIT {

    private static final String PLUGIN = "school-quality";

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    @RegisterExtension
    static final SharedBrowser browser = new SharedBrowser();

    @Test
    void aPrincipalFollowsUpAGoalOnAPhoneWithoutScript() {
        try (Visit visit = demo.visitWithoutScript(Browser.View.PHONE)) {
            followUpAGoal(visit, "Fler läser hemma, utan skript.");
        }
    }

    @Test
    void aPrincipalFollowsUpAGoal() {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            followUpAGoal(visit, "Fler läser hemma.");
        }
    }

    private static void followUpAGoal(Visit visit, String comment) {
        visit.signInAsDemoPerson("rektor").go("/my-page");
        visit.page().locator("main a[href^='/followups/']:not([href$='/read'])").first().click();
        Locator goal = visit.page().locator("main .s-tasks a[href*='/goals/']").first();
        String address = goal.getAttribute("href");
        goal.click();
        visit.choose("status", "ON_TRACK").choose("trend", "SAME").fill("comment", comment);
        visit.page().locator("main button[name=then][value=list]").click();
        assertThat(visit.page().url()).as("back on the list of tasks").doesNotContain("/goals/");
        visit.wellMade("follow-up-saved");
        visit.go(address).wellMade("follow-up-goal");
        assertThat(visit.page().locator("main [name=comment]").inputValue()).isEqualTo(comment);
        assertThat(visit.page().locator("main [name=status][value=ON_TRACK]").isChecked()).isTrue();
    }

    @Test
    void aPrincipalCompletesAPreparedFollowUpOfFiveGoalsInTenMinutesAndSixtyPresses() {
        planRound("Tio minuter");
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("rektor").go("/my-page");
            Hands hands = new Hands(visit.page());
            hands.goOn(visit.page().locator("main .s-tasks li").filter(new Locator.FilterOptions().setHasText("Tio minuter"))
                    .locator("a.ds-button"));
            String followUp = visit.page().url();
            assertThat(visit.page().locator("main .s-tasks > li").count()).as("goals").isEqualTo(5);
            visit.wellMade("prepared-follow-up");
            hands.goOn("main .s-tasks a.ds-button[href*='/goals/']");
            for (int goal = 1; goal <= 5; goal++) {
                judge(visit, hands, goal);
            }
            assertThat(visit.page().url()).as("back on the list of goals").isEqualTo(followUp);
            hands.goOn("#analysis a.ds-button");
            analyse(hands, "Det som har fast tid i kalendariet går framåt, det andra står still.");
            visit.wellMade("analysis-of-the-whole");
            hands.goOn("main .s-form-actions button[name=then][value=list]");
            hands.goOn("main a[href$='/check']");
            visit.wellMade("check-prepared");
            hands.goOn("main form[action$='/complete'] button");
            visit.wellMade("prepared-handed-in");
            assertThat(visit.page().url()).as("handed in").endsWith("/read");
            assertThat(hands.acts()).as("presses").isLessThan(60);
            assertThat(hands.time()).as("minutes").isLessThan(Duration.ofMinutes(10));
            System.out.println("A follow-up of five goals: " + hands.acts() + " presses, " + hands.time());
        }
    }

    /** A round of follow-up for the plans of the year, with the year's analysis. */
    private static void planRound(String name) {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("kvalitetsutvecklare").go("/cycles/new");
            String year = visit.page().locator("main [name=planPeriod]").inputValue();
            visit.fill("name", name)
                    .fill("period", year)
                    .fill("due", LocalDate.now(Browser.ZONE).plusDays(20).toString())
                    .page()
                    .locator("main label[for=f-asksAnalysis]")
                    .click();
            visit.wellMade("cycle-new").press("Planera omgången").press("Öppna omgången").wellMade("cycle-with-analysis");
            assertThat(visit.text()).contains("Med analys av helheten");
        }
    }

    /** Agrees with what the figures speak for, but for the first goal; a goal that stands worse is analysed. */
    private static void judge(Visit visit, Hands hands, int goal) {
        Locator proposal = visit.page().locator("main .s-proposal b");
        String proposed = proposal.count() == 0 ? "" : proposal.innerText().replace("Förslag: ", "").replace(".", "").strip();
        Locator statuses = visit.page().locator("#f-status .s-choice");
        Locator chosen = statuses.filter(new Locator.FilterOptions().setHasText(proposed.isEmpty() ? "Enligt plan" : proposed));
        if (goal == 1) {
            chosen = statuses.filter(new Locator.FilterOptions().setHasNotText(proposed)).nth(1);
        }
        hands.press(chosen.locator("label"));
        if (goal == 1) {
            hands.write("reason", "Siffran är från i våras. I höst ser vi något annat.");
        }
        hands.write("comment", "Arbetet följer planen, och alla arbetslag är med.");
        boolean last = goal == 5;
        String onward = "main .s-form-actions button[name=then][value=" + (last ? "list" : "next") + "]";
        if (goal == 1) {
            visit.wellMade("prepared-goal");
        }
        hands.goOn(onward);
        if (visit.page().url().endsWith("/analysis")) {
            analyse(hands, "Färre når målet än i fjol.");
            visit.wellMade("analysis-of-a-goal");
            hands.goOn(onward);
        }
    }

    private static void analyse(Hands hands, String result) {
        hands.write("result", result);
        hands.write("causes-1-text", "Vakanser före höstlovet");
        hands.write("causes-1-for", "Bara grupper med vakans tappade.");
        hands.press("main label[for=f-causes-1-verdict-1]");
        hands.write("conclusion", "En plan för vakansens första veckor.");
    }

    @Test
    void aPrincipalReadsWhatAnotherSchoolFound() {
        try (Visit visit = demo.visit(Browser.View.PHONE)) {
            visit.signInAsDemoPerson("rektor").go("/my-page");
            visit.page().locator("main a[href^='/followups/'][href$='/read']").first().click();
            visit.wellMade("follow-up-of-another-school");
            assertThat(visit.page().locator("main form textarea").count()).as("reading alone").isZero();
        }
    }

    @Test
    void theHeadComparesSchools() {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("forvaltningschef").go("/compare").wellMade("compare");
            assertThat(visit.page().locator("main tbody tr").count()).as("units").isGreaterThan(5);
            assertThat(visit.page().locator("main thead").innerText())
                    .as("each column names its period and source")
                    .containsPattern("20\\d\\d/\\d\\d · ");
            visit.page().locator("main thead a").nth(1).click();
            assertThat(visit.page().locator("main th[aria-sort=ascending], main th[aria-sort=descending]").count())
                    .as("sorted by one column")
                    .isEqualTo(1);
            visit.page().locator("main tbody td a").first().click();
            visit.wellMade("compare-reason");
        }
    }

    @Test
    void anAdministratorTurnsAPluginOnAndOff() {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("admin");
            turn(visit, "disable");
            assertThat(status(visit)).as("off").isEqualTo(404);
            assertThat(visit.go("/my-page").links()).noneMatch(link -> link.startsWith("/modules/" + PLUGIN));
            turn(visit, "enable");
            String entry = visit.go("/my-page").links().stream()
                    .filter(link -> link.startsWith("/modules/" + PLUGIN))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No entry in the navigation"));
            visit.go(entry).wellMade("plugin");
        }
    }

    /** Presses the button when it is there; the plugin is then as wanted either way. */
    private static void turn(Visit visit, String way) {
        visit.go("/settings/modules");
        Locator button = visit.page().locator("form[action='/settings/modules/" + PLUGIN + "/" + way + "'] button");
        if (button.count() > 0) {
            button.first().click();
            Locator sure = visit.page().locator("#s-confirm[open] [value=yes]");
            if (sure.count() > 0) {
                visit.page().waitForNavigation(() -> sure.first().click());
            }
        }
        visit.wellMade("plugins-" + way);
    }

    private static int status(Visit visit) {
        Response response = visit.page().navigate("/modules/" + PLUGIN + "/");
        return response == null ? 0 : response.status();
    }

    @Test
    void aBackupMadeMeanwhileIsTheSameMunicipality(@TempDir Path folder) {
        Path backup = folder.resolve("samsyn.backup");
        Command made = Command.run(demo.folder(), "backup", backup.toString());
        assertThat(made.exit()).as(made.err()).isZero();
        Command restored = Command.run(folder.resolve("restored"), "restore", backup.toString());
        assertThat(restored.exit()).as(restored.err()).isZero();
        try (ServerProcess copy = ServerProcess.start(folder.resolve("restored"));
                Visit before = demo.visit(Browser.View.WIDE);
                Visit after = browser.visit(copy.url(), Browser.View.WIDE)) {
            before.signInAsDemoPerson("admin").go("/units");
            after.signInAsDemoPerson("admin").go("/units");
            assertThat(after.page().locator("main").innerText())
                    .isEqualTo(before.page().locator("main").innerText())
                    .contains("Lindvik");
        }
    }
}
