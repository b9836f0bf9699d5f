package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;

/** What plugins put on 'Min sida', and what it is like when one of them cannot. */
class PublishedTasksTest {

    private static final String NOTHING_ELSE = "c.messages(\"messages\");";

    private TestSamsyn samsyn;
    private TestClient principal;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createTempDirectory("samsyn-tasks");
        Path plugins = folder.resolve("plugins");
        write(plugins, "good", """
                c.permission(Permission.named("answer").onOwnUnits(Role.PRINCIPAL))
                 .tasks(r -> r.caller().may("answer")
                     ? List.of(
                         new TaskSource.Task(r.text("task", r.caller().name()), "Väntar på dig", java.time.LocalDate.of(2026, 10, 13), "list-checks", "/answer", "Svara"),
                         new TaskSource.Task("Läs <b>vidare</b>", "När du hinner", null, "book-open", "/", "Läs", "/read/done"))
                     : List.of());
                """);
        write(plugins, "many", """
                c.tasks(r -> java.util.stream.IntStream.range(0, 1000)
                    .mapToObj(i -> new TaskSource.Task("Sak " + i + ".", "Av många", null, "check", "/x", "Gör")).toList());
                """);
        write(plugins, "throwing", "c.tasks(r -> { throw new LinkageError(\"boom\"); });");
        write(plugins, "nothing", "c.tasks(r -> null);");
        write(plugins, "wrong", "c.tasks(r -> List.of(new TaskSource.Task(\"T\", \"R\", null, \"check\", \"https://evil.se\", \"A\")));");
        write(plugins, "slow", """
                c.tasks(r -> { try { Thread.sleep(60_000); } catch (InterruptedException e) { throw new IllegalStateException(e); } return List.of(); });
                """);
        write(plugins, "deaf", """
                c.tasks(r -> { long end = System.nanoTime() + 8_000_000_000L; while (System.nanoTime() < end) { Thread.onSpinWait(); } return List.of(); })
                 .search((caller, services) -> { long end = System.nanoTime() + 8_000_000_000L; while (System.nanoTime() < end) { Thread.onSpinWait(); } return Set.of(); });
                """);
        samsyn = TestSamsyn.start(folder);
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        principal = samsyn.signIn("rektor");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private static void write(Path plugins, String id, String define) throws IOException {
        PluginSource.of(id)
                .define(define + NOTHING_ELSE)
                .messages("permission.answer=Svara\ntask=Svara på enkäten, {0}\n")
                .writeTo(plugins);
    }

    private void enable(String... ids) {
        for (String id : ids) {
            PluginInfo info = samsyn.app().plugins().enable(id, samsyn.system().requireAnywhere("system.manage"));
            assertThat(info.state()).as("%s %s", id, info.problem()).isEqualTo(PluginState.ACTIVE);
        }
    }

    @Test
    void tasksOfPluginsStandAmongCoresByDateAndLeadStraightToTheStep() {
        enable("good");
        activity("Skriv brevet", 0);
        activity("Ring runt", 5);

        String page = principal.get("/my-page").body();

        assertThat(page).containsSubsequence(
                "Slutför: Skriv brevet", "Svara på enkäten, Rektor Testsson", "Väntar på dig", "Senast i morgon",
                "/modules/good/answer", "Slutför: Ring runt", "Läs &lt;b&gt;vidare&lt;/b&gt;");
        assertThat(page).contains("href=\"/modules/good\"").contains("action=\"/modules/good/read/done\"").doesNotContain("gick inte att läsa", "<b>vidare</b>");
    }

    @Test
    void eachSeesTheirOwnAndNothingWhenThePluginIsOff() {
        enable("good");
        samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        assertThat(samsyn.signIn("larare").get("/my-page").body()).doesNotContain("Svara på enkäten");

        samsyn.app().plugins().disable("good", samsyn.system().requireAnywhere("system.manage"));

        assertThat(principal.get("/my-page").body()).doesNotContain("Svara på enkäten", "gick inte att läsa");
    }

    @Test
    void aPluginGivesAtMostFifty() {
        enable("many");

        assertThat(principal.get("/my-page?all=true").body()).contains("Sak 49.").doesNotContain("Sak 50.");
    }

    @Test
    void thoseThatFailAreNamedAndKeepNothingElseAway() {
        enable("good", "throwing", "nothing", "wrong");

        TestClient.Answer answer = principal.get("/my-page");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("Svara på enkäten", "gick inte att läsa", name("throwing"), name("nothing"), name("wrong"))
                .doesNotContain("evil.se");
        assertThat(samsyn.app().plugins().find("throwing").orElseThrow().health().lastError()).contains("LinkageError");
    }

    @Test
    void oneThatIsSlowIsBrokenOff() {
        enable("good", "slow");
        long start = System.nanoTime();

        String page = principal.get("/my-page").body();

        assertThat(page).contains("Svara på enkäten", "gick inte att läsa", name("slow"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void oneThatDoesNotListenHoldsOneVisitorAndNobodyElse() throws Exception {
        enable("good", "deaf");
        TestClient first = samsyn.signIn("rektor");
        Thread held = new Thread(() -> first.get("/my-page"));
        held.start();
        while (samsyn.app().plugins().find("deaf").orElseThrow().stuck().isEmpty()) {
            assertThat(held.isAlive()).as("it has been told to stop, and goes on").isTrue();
            Thread.onSpinWait();
        }
        long start = System.nanoTime();

        String page = principal.get("/my-page").body();

        assertThat(page).contains("Svara på enkäten", name("deaf"));
        assertThat(principal.get("/search?q=plan").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        held.join();
    }

    @Test
    void whoeverHasNoRoleSeesWhatWaitsAllTheSame() {
        enable("many");
        samsyn.person("nina");

        assertThat(samsyn.signIn("nina").get("/my-page").body()).contains("Sak 0.").doesNotContain("Du har ingen roll än");
    }

    @Test
    void theModulesPageTellsThatAPluginAddsTasks() {
        enable("good");
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());

        assertThat(samsyn.signIn("admin").get("/settings/modules/good").body()).contains("Uppgifter på Min sida (1)");
    }

    private void activity(String title, int days) {
        samsyn.app().planning().activities().createOnUnit(samsyn.acting("rektor"), samsyn.school().id(), new ActivityDraft(
                title, "", List.of(samsyn.acting("rektor").userId()), null, samsyn.clock().today().plusDays(days),
                Activity.State.NOT_STARTED, 0), null);
    }

    private String name(String id) {
        return samsyn.app().plugins().find(id).orElseThrow().manifest().name().in(java.util.Locale.forLanguageTag("sv"));
    }
}
