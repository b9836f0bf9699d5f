package se.samsyn.distribution.browser;

import com.microsoft.playwright.Locator;
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
                .needs("meetings >=0.0.1 & <9.0.0")
                .define(
                        """
                        c.messages("messages")
                         .job(Job.named("fetch", Schedule.daily(LocalTime.of(3, 30)), run -> {
                            for (int i = 1; i < 600; i++) { run.progress("Fil " + i + " av 600"); Thread.sleep(500); }
                            return "";
                         }))
                         .job(Job.named("count", Schedule.every(Duration.ofHours(6)), run -> run.services().units().all().size() + " enheter räknade"))
                         .job(Job.named("broken", Schedule.byHand(), run -> { throw new IllegalStateException("Personalsystemet svarar inte"); }))
                         .indicatorSource(new IndicatorSource("payroll", List.of()))
                         .importer(new Importer("payroll", "payroll", List.of(".csv"), (file, rows) -> {
                            for (int row = 2; row <= 4; row++) rows.reject(row, "Norrskolan", "”" + row + " st” är inget tal.");
                         }))
                         .job(Job.named("import", Schedule.byHand(), run -> run.services().imports().run("payroll", new Night()).summary())
                            .acting("import.run"))
                         .listener(new EventListener("goals", "core", "goal", 1, (event, services) -> { }))
                         .publishes("fetched", 1)
                         .shares(new SharedRecord("staff", 1, (key, caller, services) -> null))
                         .command(new Command("import", run -> 0));
                        """)
                .members(
                        """
                        private record Night() implements ImportFile {
                            public String name() { return "natt.csv"; }
                            public java.io.InputStream open() { return new java.io.ByteArrayInputStream(new byte[] {'x'}); }
                        }
                        """)
                .messages("source.payroll=Personalsystemet\nimport.payroll=Frånvaro\nimport.payroll.help=Filen natt.csv\njob.import=Läs in frånvaro\n"
                        + "job.fetch=Hämta personal\njob.count=Räkna enheter\njob.broken=Stäm av\ncommand.import=Imports staff\n");
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("admin").go("/settings/modules/install");
            visit.page().locator("main input[type=file]").setInputFiles(hr.writeTo(folder));
            visit.press("Granska").press("Lägg in");
            visit.page().locator("main form[action$='/hr/enable'] button").click();
            visit.go("/settings/modules/hr");
            press(visit, "/broken/run");
            press(visit, "/import/run");
            shows(visit, "avvisade: 3");
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
            visit.page().locator("summary").filter(new Locator.FilterOptions().setHasText("3 avvisade rader")).click();
            shows(visit, "natt.csv, rad 2, Norrskolan: ”2 st” är inget tal.");
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
