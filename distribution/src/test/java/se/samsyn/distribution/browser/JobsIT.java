package se.samsyn.distribution.browser;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.plugin.PluginSource;

/** An administrator starts a plugin's job, sees how far it comes without doing anything, and ends it. */
class JobsIT {

    private static final String JOBS = "#jobs-plugin-hr";
    private static final Pattern PROGRESS = Pattern.compile("Fil \\d+ av 600");

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    @TempDir
    Path folder;

    @Test
    void runsIsWatchedAndCancelled() {
        PluginSource hr = PluginSource.of("hr")
                .define(
                        """
                        c.messages("messages")
                         .job(Job.named("fetch", Schedule.daily(LocalTime.of(3, 30)), run -> {
                            for (int i = 1; i < 600; i++) { run.progress("Fil " + i + " av 600"); Thread.sleep(500); }
                            return "";
                         }))
                         .job(Job.named("count", Schedule.every(Duration.ofHours(6)), run -> run.services().units().all().size() + " enheter räknade"))
                         .job(Job.named("broken", Schedule.byHand(), run -> { throw new IllegalStateException("Personalsystemet svarar inte"); }))
                         .listener(new EventListener("goals", "core", "goal", 1, (event, services) -> { }))
                         .publishes("fetched", 1)
                         .shares(new SharedRecord("staff", 1, (key, caller, services) -> null))
                         .command(new Command("import", run -> 0));
                        """)
                .messages("job.fetch=Hämta personal\njob.count=Räkna enheter\njob.broken=Stäm av\ncommand.import=Imports staff\n");
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("admin").go("/settings/modules/install");
            visit.page().locator("main input[type=file]").setInputFiles(hr.writeTo(folder));
            visit.press("Granska").press("Lägg in");
            visit.page().locator("main form[action$='/hr/enable'] button").click();
            visit.go("/settings/modules/hr");
            press(visit, "/broken/run");
            press(visit, "/fetch/run");
            shows(visit, "av 600");
            shows(visit, "Personalsystemet svarar inte");
            shows(visit, "enheter räknade");
            visit.wellMade("jobs-running");
            String before = PROGRESS.matcher(visit.page().locator(JOBS).innerText()).results().findFirst().orElseThrow().group();
            PlaywrightAssertions.assertThat(visit.page().locator(JOBS))
                    .not()
                    .containsText(before, new LocatorAssertions.ContainsTextOptions().setTimeout(15_000));
            shows(visit, "av 600");
            visit.turn(Browser.View.PHONE).wellMade("jobs-running");
            press(visit, "/fetch/cancel");
            shows(visit, "Avbrutet");
            visit.wellMade("jobs");
            visit.turn(Browser.View.WIDE).wellMade("jobs");
            visit.go("/settings/modules").wellMade("jobs-own");
        }
    }

    private static void press(Visit visit, String action) {
        visit.page().locator("form[action$='" + action + "'] button").click();
    }

    private static void shows(Visit visit, String text) {
        PlaywrightAssertions.assertThat(visit.page().locator(JOBS))
                .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(15_000));
    }
}
