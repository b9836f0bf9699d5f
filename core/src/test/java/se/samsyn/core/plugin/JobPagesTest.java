package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.core.plugin.PluginJobTest.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;

class JobPagesTest {

    private static final String PAGE = "/settings/modules/hr";
    private static final String RUN = "/settings/jobs/plugin:hr/%s/run";
    private static final String CANCEL = "/settings/jobs/plugin:hr/%s/cancel";

    @TempDir
    Path folder;

    private TestSamsyn samsyn;
    private TestClient admin;

    @BeforeEach
    void start() {
        PluginSource.of("hr")
                .define(
                        """
                        c.messages("messages")
                         .panel(new Panel(Panel.Slot.UNIT_RAIL, "panel", "plan.read", r -> Response.json("")))
                         .route(Route.get("/", Access.signedIn(), r -> Response.json("")))
                         .navigation(new NavigationEntry("panel", "puzzle", "/", "plan.read"))
                         .job(Job.named("fetch", Schedule.daily(LocalTime.of(3, 30)), run -> run.services().units().all().size() + " <units>"))
                         .job(Job.named("broken", Schedule.every(Duration.ofHours(2)), run -> { throw new IllegalStateException("No answer from HR"); }))
                         .job(Job.named("long", Schedule.byHand(), run -> { run.progress("3 av 7"); Thread.sleep(60000); return ""; }));
                        """)
                .messages("panel=Ruta\njob.fetch=Hämta personal\njob.broken=Trasigt\njob.long=Långsamt\n")
                .writeTo(folder.resolve("plugins"));
        samsyn = TestSamsyn.start(folder);
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        admin = samsyn.signIn("admin");
        assertThat(admin.post("/settings/modules/hr/enable", Map.of()).status()).isEqualTo(303);
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private String page() {
        return admin.get(PAGE).body();
    }

    @Test
    void showsEachJobWithItsScheduleAndHowItWent() throws Exception {
        await(() -> page().contains("Misslyckades"));
        assertThat(page())
                .contains("Hämta personal", "Varje dag kl. 03.30", "Nästa körning 13 oktober 2026 kl. 03.30", "Har inte körts än")
                .contains("2 timmar efter förra körningen")
                .containsSubsequence("Misslyckades", "No answer from HR</p>")
                .containsSubsequence("I menyn", "<li>/modules/hr</li>", "Rutor på", "<li>Till höger på en enhets sida</li>")
                .contains("<li>Hämta personal</li>")
                .doesNotContain("UNIT_RAIL")
                .contains("Körs bara när någon startar det")
                .doesNotContain("hx-trigger=\"every");

        assertThat(admin.get("/settings/jobs/plugin:hr", "HX-Request", "true").body())
                .as("it is written for an administrator")
                .contains("No answer from HR")
                .doesNotContain("<details");

        assertThat(admin.post(RUN.formatted("fetch"), Map.of()).location()).endsWith(PAGE);
        await(() -> page().contains("4 &lt;units&gt;"));
        assertThat(page()).contains("Klart");
    }

    @Test
    void looksAgainByItselfWhileOneRunsAndLetsItBeCancelled() throws Exception {
        admin.post(RUN.formatted("long"), Map.of());
        await(() -> page().contains("3 av 7"));
        assertThat(page()).contains("hx-trigger=\"every 2s\"", "Körs sedan", CANCEL.formatted("long"));
        TestClient.Answer card = admin.get("/settings/jobs/plugin:hr", "HX-Request", "true");
        assertThat(card.body()).contains("3 av 7").doesNotContain("<html");

        admin.post(CANCEL.formatted("long"), Map.of());
        await(() -> page().contains("Avbrutet"));
        assertThat(page()).doesNotContain("hx-trigger=\"every");
        assertThat(admin.follow(admin.post(CANCEL.formatted("long"), Map.of())).body())
                .containsSubsequence("s-flash", "data-color=\"danger\"", "var redan klart");
    }

    @Test
    void isForThoseWhoManageTheSystemAlone() {
        TestClient principal = samsyn.signIn("rektor", Role.PRINCIPAL);
        assertThat(principal.post(RUN.formatted("fetch"), Map.of()).status()).isEqualTo(403);
        assertThat(principal.post(CANCEL.formatted("fetch"), Map.of()).status()).isEqualTo(403);
        assertThat(principal.get("/settings/jobs/plugin:hr").status()).isEqualTo(403);
        assertThat(samsyn.client().post(RUN.formatted("fetch"), Map.of()).location()).startsWith("/login");
        assertThat(samsyn.rows("select * from job_run where name = 'fetch'")).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(admin.post(RUN.formatted("nothing"), Map.of()).status()).isEqualTo(404);
        assertThat(admin.post("/settings/jobs/plugin:none/fetch/run", Map.of()).status()).isEqualTo(404);
        assertThat(admin.post("/settings/jobs/nobody/fetch/run", Map.of()).status()).isEqualTo(404);
        admin.post("/settings/modules/hr/disable", Map.of());
        assertThat(admin.post(RUN.formatted("fetch"), Map.of()).status()).isEqualTo(404);
    }
}
