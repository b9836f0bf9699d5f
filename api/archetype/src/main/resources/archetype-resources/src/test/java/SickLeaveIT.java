package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.testkit.Command;
import se.samsyn.testkit.RunningSamsyn;
import se.samsyn.testkit.Visitor;

/** The plugin as the jar that it is delivered as, in a real Samsyn with a demo municipality. */
class SickLeaveIT {

    private static final String PAGE = "/modules/${artifactId}";
    private static final String IMPORT = "/imports/new/${artifactId}:sick-leave";
    private static final String HEADING = "enhet;månad;sjukfrånvaro\n";

    @RegisterExtension
    static final RunningSamsyn samsyn = RunningSamsyn.withPlugin();

    @TempDir
    static Path payroll;

    private static Visitor.Answer upload(Visitor visitor, String rows) {
        return visitor.upload(IMPORT, Map.of(), "files", "juli.csv", (HEADING + rows).getBytes(StandardCharsets.UTF_8));
    }

    private static void importByHand(Visitor visitor, String rows) {
        Visitor.Answer preview = upload(visitor, rows);
        assertThat(preview.status()).as(preview.body()).isEqualTo(303);
        visitor.follow(preview);
        assertThat(visitor.post(preview.location() + "/run", Map.of()).status()).isEqualTo(303);
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }

    @Test
    void aFileIsShownBeforeItIsTakenIn() {
        Visitor developer = samsyn.signIn("kvalitetsutvecklare");
        developer.get(IMPORT);
        Visitor.Answer preview = developer.follow(upload(developer, "Gläntans förskola;2026-07;6,5\nSlottet;2026-07;5\n"));
        assertThat(preview.body()).contains("Slottet", "Sjukfrånvaro");
        assertThat(developer.get(PAGE).body()).as("nothing is saved yet").doesNotContain("6,5");

        importByHand(developer, "Gläntans förskola;2026-07;6,5\nSlottet;2026-07;5\n");
        assertThat(developer.get(PAGE).body()).contains("Gläntans förskola", "2026-07", "6,5").doesNotContain("Slottet");
    }

    @Test
    void aWrongFileIsToldApartAtTheField() {
        Visitor developer = samsyn.signIn("kvalitetsutvecklare");
        developer.get(IMPORT);
        Visitor.Answer refused = developer.upload(IMPORT, Map.of(), "files", "annan.csv", "a;b\n".getBytes(StandardCharsets.UTF_8));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Första raden ska vara: enhet;månad;sjukfrånvaro");
    }

    @Test
    void theNightsFileIsTakenInByTheJob() throws Exception {
        Path file = Files.writeString(payroll.resolve("lon.csv"), HEADING + "Teknikgymnasiet Lindvik;2026-08;4,1\n");
        Visitor admin = samsyn.signIn("admin");
        String settings = "/settings/modules/${artifactId}";
        String version = found("name=\"version\" value=\"(\\d+)\"", admin.get(settings).body());
        Visitor.Answer saved = admin.post(settings + "/settings", Map.of("version", version, "setting.file", file.toString()));
        assertThat(saved.status()).as(saved.body()).isEqualTo(303);
        assertThat(admin.post("/settings/jobs/plugin:${artifactId}/import/run", Map.of()).status()).isEqualTo(303);

        Visitor head = samsyn.signIn("forvaltningschef");
        long end = System.nanoTime() + 60_000_000_000L;
        while (!head.get(PAGE).body().contains("lon.csv") && System.nanoTime() < end) {
            Thread.sleep(200);
        }
        assertThat(head.get(PAGE).body()).contains("lon.csv", "Teknikgymnasiet Lindvik", "4,1");
    }

    @Test
    void aFileIsTakenInByTheCommand() throws IOException {
        Path file = Files.writeString(payroll.resolve("mars.csv"), HEADING + "Lindängsskolan;2026-03;5,9\n");
        Command imported = samsyn.command("module", "${artifactId}", "import", file.toString()).done();
        assertThat(imported.out()).contains("1");
        assertThat(samsyn.signIn("rektor").get(PAGE).body()).contains("mars.csv");
        Command unclear = samsyn.command("module", "${artifactId}", "import");
        assertThat(unclear.exit()).isEqualTo(2);
        assertThat(unclear.out()).contains("Name one file");
    }

    @Test
    void aGoalsCeilingStandsBesideItAndOnTheUnitsPage() throws IOException {
        importByHand(signedInAtTheForm("kvalitetsutvecklare"), "Lindängsskolan;2026-08;4,8\nLindängsskolan;2026-09;7,2\n");
        Visitor script = samsyn.script("rektor");
        String unit = found("\"id\":\"(\\d+)\",\"name\":\"Lindängsskolan\"", script.get("/api/v1/units").body());
        String goals = script.get("/api/v1/goals?unit=" + unit).body();
        String goal = found("\"id\":\"(\\d+)\"[^{]*\"period\":\"2026/27\"[^{]*\"title\":\"Medarbetarna", goals);
        Visitor.Answer changed = script.json(
                "PATCH", "/api/v1/goals/" + goal, "{\"customFields\":{\"${artifactId}:ceiling\":\"6.5\"}}", "If-Match", "\"1\"");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);

        Visitor principal = samsyn.signIn("rektor");
        String page = principal.get("/goals/" + goal).body();
        assertThat(page).contains("Högsta sjukfrånvaro (%)");
        String panel = found("hx-get=\"(/modules/${artifactId}/panels/[^\"]+)\"", page);
        assertThat(principal.get(panel, "HX-Request", "true").body())
                .contains("Målets tak är 6,5 %", "Senast 2026-09: 7,2", "Över taket");
        assertThat(principal.get(PAGE + "/units/" + unit).body())
                .contains("Medarbetarna mår bra", "6,5", "Över taket", "2026-08", "4,8");
    }

    private static Visitor signedInAtTheForm(String person) {
        Visitor visitor = samsyn.signIn(person);
        visitor.get(IMPORT);
        return visitor;
    }

    @Test
    void eachSeesAndDoesWhatTheyMay() {
        assertThat(samsyn.visit().get(PAGE).location()).startsWith("/login");
        assertThat(samsyn.signIn("lasare").get("/units").body()).contains("href=\"" + PAGE + "\"");
        assertThat(samsyn.signIn("lasare").get(PAGE).status()).isEqualTo(200);
        assertThat(samsyn.signIn("larare").get(IMPORT).status()).isEqualTo(403);
    }
}
