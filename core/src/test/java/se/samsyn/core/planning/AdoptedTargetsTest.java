package se.samsyn.core.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.imports.Counts;
import se.samsyn.core.imports.ImportReport;
import se.samsyn.core.imports.ImportRequest;
import se.samsyn.core.imports.ImportType;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Indicator.Periodicity;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.PlanType.Calendar;
import se.samsyn.core.planning.TargetService.Target;

class AdoptedTargetsTest {

    private TestSamsyn samsyn;
    private CurrentUser rektor;
    private Indicator reading;
    private Plan plan;

    @BeforeEach
    void adoptAPlan() {
        samsyn = TestSamsyn.start();
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        rektor = samsyn.acting("rektor");
        reading = indicator("LAS", Periodicity.SCHOOL_YEAR);
        PlanningModule planning = samsyn.app().planning();
        PlanType type = planning.types().createDefault(samsyn.system(), Calendar.FISCAL_YEAR);
        Plan draft = planning.plans().create(rektor, type.id(), samsyn.school().id(), Period.of("2026"), "Plan");
        Goal goal = planning.goals().create(rektor, draft.id(), new GoalDraft(
                type.levels().get(2).id(), "Läsning", "", null, List.of(), List.of(reading.id()), null));
        planning.targets().set(rektor, goal.id(), List.of(new Target(reading.id(), 90.0, 0)));
        plan = samsyn.adopted(draft);
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void theFormOfFiguresShowsAnAdoptedTargetAndLeavesItAlone() {
        TestClient client = samsyn.signIn("rektor");

        assertThat(client.get(figures() + "?period=2025/26").body())
                .contains("hör till en plan som är föreslagen eller fastställd", "90\u00a0%")
                .doesNotContain("name=\"TARGET\"");
        Map<String, Object> form = typed("2025/26", "50");
        form.put("revision.TARGET", "1");
        Answer forged = client.post(figures(), form);
        assertThat(forged.status()).isEqualTo(422);
        assertThat(forged.body())
                .contains("href=\"#f-TARGET\"", "value=\"50\"", "Öppna planen först");
        assertThat(targets()).containsExactly("2025/26 90.0");
        assertThat(client.post(figures(), typed("2024/25", "50")).status()).isEqualTo(303);
        assertThat(targets()).containsExactly("2024/25 50.0", "2025/26 90.0");
    }

    @Test
    void theInterfaceRefusesToo() {
        TestClient api = samsyn.api("rektor");
        Map<String, Object> body = new HashMap<>(Map.of(
                "indicator", Long.toString(reading.id()), "unit", Long.toString(samsyn.school().id()), "period",
                "2025/26", "kind", "target", "gender", "K", "value", 50));
        long id = series().get(0).id();

        Answer created = api.json("POST", "/api/v1/measurements", body);
        Answer changed = api.json("PATCH", "/api/v1/measurements/" + id, Map.of("value", 50), "If-Match", "\"1\"");

        for (Answer answer : List.of(created, changed)) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(answer.body()).contains("föreslagen eller fastställd");
        }
        assertThat(targets()).containsExactly("2025/26 90.0");
        body.put("kind", "outcome");
        assertThat(api.json("POST", "/api/v1/measurements", body).status()).isEqualTo(201);
    }

    @Test
    void anImportSaysWhyItLeavesThemAlone() throws IOException {
        Path file = Files.writeString(
                samsyn.folder().resolve("targets.csv"),
                """
                indicator;unit;period;value;kind
                own:LAS;Ekbackens skola;2025/26;50;TARGET
                own:LAS;Ekbackens skola;2024/25;40;TARGET
                own:LAS;Ekbackens skola;2025/26;60;OUTCOME
                """);

        ImportReport report = samsyn.app().imports().service().run(
                new ImportRequest(ImportType.MEASUREMENTS, List.of(InputFile.of(file)), ImportOptions.NONE, false),
                samsyn.system());

        assertThat(report.counts()).isEqualTo(new Counts(2, 0, 0, 0, 1));
        assertThat(report.rejected()).singleElement().satisfies(row -> assertThat(row.reason()).contains("föreslagen eller fastställd"));
        assertThat(targets()).containsExactly("2024/25 40.0", "2025/26 90.0");
    }

    @Test
    void aPlanThatIsOpenedForCorrectionLetsItsTargetsGo() {
        samsyn.app().planning().states().correct(rektor, plan.id(), plan.version(), "Fel mål");
        TestClient client = samsyn.signIn("rektor");

        assertThat(client.get(figures() + "?period=2025/26").body()).contains("name=\"TARGET\"");
        Map<String, Object> form = typed("2025/26", "50");
        form.put("revision.TARGET", "1");
        assertThat(client.post(figures(), form).status()).isEqualTo(303);
        assertThat(targets()).containsExactly("2025/26 50.0");
    }

    private Indicator indicator(String code, Periodicity periodicity) {
        return samsyn.app().measuring().indicatorService().create(
                Grant.system("test"),
                new Indicator(
                        0, "own", code, "Läser med flyt", "", "%", 0, Direction.HIGHER, periodicity, Aggregation.NONE,
                        null, true, null, 0));
    }

    private String figures() {
        return "/indicators/" + reading.id() + "/units/" + samsyn.school().id() + "/figures";
    }

    private static Map<String, Object> typed(String period, String target) {
        return new HashMap<>(Map.of(
                "period", period, "gender", "T", "state", "EXISTS", "OUTCOME", "", "TARGET", target, "FORECAST", "",
                "revision.OUTCOME", "0", "revision.TARGET", "0", "revision.FORECAST", "0"));
    }

    private List<Measurement> series() {
        return samsyn.app().measuring().measurements()
                .series(List.of(reading.id()), List.of(samsyn.school().id()));
    }

    private List<String> targets() {
        return series().stream()
                .filter(m -> m.kind() == Kind.TARGET)
                .map(m -> m.period().text() + " " + m.value())
                .toList();
    }
}
