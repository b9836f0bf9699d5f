package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.organisation.Unit;

class ValueGridTest {

    private MeasuredTown town;
    private Indicator calm;
    private Unit school;
    private TestClient principal;

    @BeforeEach
    void start() {
        town = new MeasuredTown();
        calm = town.indicator(IndicatorService.OWN, "RO", "Elever som har arbetsro", Aggregation.MEAN);
        school = town.samsyn.school();
        principal = town.samsyn.signIn("rektor");
    }

    @AfterEach
    void stop() {
        town.close();
    }

    @Test
    void manyIndicatorsOfAUnitAreSavedAtOnceAsOneChange() {
        town.merge(town.figure(calm, school, "2024", Kind.OUTCOME, 71.0));
        assertThat(principal.get(grid("&columns=TARGET")).body())
                .contains("Elever som är trygga", "Elever som har arbetsro", "71\u00a0%", "Målvärde");
        Map<String, String> cells = cells(town.safety, "OUTCOME-T", "0:", "86 %");
        cells.putAll(cells(calm, "OUTCOME-T", "0:", "cirka 70"));
        cells.putAll(cells(calm, "TARGET-T", "0:", "80"));
        cells.putAll(cells(town.safety, "TARGET-T", "0:", "-"));

        TestClient.Answer saved = principal.post(grid("&columns=TARGET"), cells);

        assertThat(saved.status()).as(saved.body()).isEqualTo(303);
        assertThat(principal.follow(saved).body()).contains("Sparade värden: 4.", "value=\"86\"", "value=\"~70\"");
        assertThat(shown(school, "2025")).containsExactlyInAnyOrder(
                "TRYGG OUTCOME EXISTS 86.0 r1", "RO OUTCOME ROUNDED 70.0 r1", "RO TARGET EXISTS 80.0 r1");
        assertThat(town.samsyn.rows("select distinct m.change_id, p.username from measurement m join change c on"
                        + " c.id = m.change_id join person p on p.id = c.user_id where m.period = '2025'"))
                .singleElement().satisfies(row -> assertThat(row.get("username")).isEqualTo("rektor"));
    }

    @Test
    void whatIsWrongIsToldAtItsCellAndNothingIsSaved() {
        principal.get(grid(""));
        Map<String, String> cells = cells(town.safety, "OUTCOME-T", "0:", "86,25");
        cells.putAll(cells(calm, "OUTCOME-T", "0:", "<b>"));

        TestClient.Answer answer = principal.post(grid(""), cells);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("id=\"e-" + name(town.safety, school, "OUTCOME-T") + "\"", "Skriv talet utan decimaler")
                .contains("value=\"86,25\"", "value=\"&lt;b&gt;\"", "Elever som har arbetsro, Utfall: Skriv ett tal");
        cells.putAll(cells(calm, "OUTCOME-T", "0:", "70"));
        assertThat(principal.post(grid(""), cells).status()).isEqualTo(422);
        assertThat(shown(school, "2025")).isEmpty();
    }

    @Test
    void whoeverSavesOverAnothersValueChoosesAtTheCellAndTheRestIsKept() {
        town.merge(town.figure(school, Gender.T, 80.0));
        principal.get(grid(""));
        TestClient developer = town.samsyn.signIn("utvecklare");
        developer.get(grid(""));
        developer.post(grid(""), cells(town.safety, "OUTCOME-T", "1:80", "82"));
        Map<String, String> mine = cells(town.safety, "OUTCOME-T", "1:80", "85");
        mine.putAll(cells(calm, "OUTCOME-T", "0:", "70"));

        TestClient.Answer late = principal.post(grid(""), mine);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("har sparat 82 sedan du öppnade sidan", "Mitt: 85", "Det sparade: 82", "value=\"70\"");
        assertThat(shown(school, "2025")).containsExactly("TRYGG OUTCOME EXISTS 82.0 r2");
        assertThat(principal.post(grid(""), mine).status()).as("without a choice").isEqualTo(409);
        mine.put("pick." + name(town.safety, school, "OUTCOME-T"), "theirs");
        assertThat(principal.post(grid(""), mine).status()).isEqualTo(303);
        assertThat(shown(school, "2025"))
                .containsExactlyInAnyOrder("TRYGG OUTCOME EXISTS 82.0 r2", "RO OUTCOME EXISTS 70.0 r1");
        mine.put("pick." + name(town.safety, school, "OUTCOME-T"), "2");
        mine.putAll(cells(calm, "OUTCOME-T", "1:70", "70"));
        assertThat(principal.post(grid(""), mine).status()).isEqualTo(303);
        assertThat(shown(school, "2025")).contains("TRYGG OUTCOME EXISTS 85.0 r3");
    }

    @Test
    void anothersChangeOfACellThatOneLeftAloneIsNoConflict() {
        town.merge(town.figure(school, Gender.T, 80.0));
        principal.get(grid(""));
        town.merge(town.figure(school, Gender.T, 82.0));
        Map<String, String> mine = cells(town.safety, "OUTCOME-T", "1:80", "80");
        mine.putAll(cells(calm, "OUTCOME-T", "0:", "70"));

        assertThat(principal.post(grid(""), mine).status()).isEqualTo(303);
        assertThat(shown(school, "2025")).contains("TRYGG OUTCOME EXISTS 82.0 r2", "RO OUTCOME EXISTS 70.0 r1");
    }

    @Test
    void whatIsPublishedElsewhereAndWhatIsHiddenIsNotWrittenOver() {
        Indicator national = town.indicator("kolada", "N15505", "Elever i åk 9", Aggregation.NONE);
        Figure boys = town.figure(school, Gender.M, 84.0);
        town.merge(
                town.figure(national, school, "2025", Kind.OUTCOME, 70.0),
                town.figure(school, Gender.K, null), boys);
        String page = principal.get(grid("&show=all&columns=GENDER")).body();
        assertThat(page).contains("Kommer från Kolada").doesNotContain(name(national, school, "OUTCOME-T"), "84\u00a0%", "\"84");

        assertThat(principal.post(grid(""), cells(national, "OUTCOME-T", "1:70", "99")).body()).contains("ändras genom en ny import");
        assertThat(principal.post(grid(""), cells(town.safety, "OUTCOME-M", "1:..", "")).body()).contains("Värdet är dolt");
        assertThat(principal.post(grid(""), cells(town.safety, "OUTCOME-M", "1:..", "..")).status()).isEqualTo(303);

        assertThat(town.samsyn.app().measuring().measurements().stored(List.of(boys)).get(0).value()).isEqualTo(84.0);
        assertThat(shown(school, "2025")).contains("N15505 OUTCOME EXISTS 70.0 r1");
    }

    @Test
    void anIndicatorsUnitsAreFieldsOnlyWhereOneMayWrite() {
        town.merge(town.figure(school, Gender.T, 80.0), town.figure(town.samsyn.otherSchool(), Gender.T, 81.0));
        String path = "/indicators/" + town.safety.id() + "/values?period=2025";
        town.samsyn.user("samordnare", Role.QUALITY_DEVELOPER, town.samsyn.municipality());

        String page = principal.get(path).body();

        assertThat(page).contains("name=\"" + name(town.safety, school, "OUTCOME-T") + "\"")
                .doesNotContain("name=\"" + name(town.safety, town.samsyn.otherSchool(), "OUTCOME-T") + "\"");
        Map<String, String> both = cells(town.safety, "OUTCOME-T", "1:80", "83");
        both.put(name(town.safety, town.samsyn.otherSchool(), "OUTCOME-T"), "1");
        both.put("was." + name(town.safety, town.samsyn.otherSchool(), "OUTCOME-T"), "1:81");
        assertThat(principal.post(path, both).status()).isEqualTo(403);
        assertThat(shown(school, "2025")).containsExactly("TRYGG OUTCOME EXISTS 80.0 r1");
        TestClient developer = town.samsyn.signIn("samordnare");
        developer.get(path);
        assertThat(developer.post(path, both).status()).isEqualTo(303);
        assertThat(shown(town.samsyn.otherSchool(), "2025")).containsExactly("TRYGG OUTCOME EXISTS 1.0 r2");
    }

    @Test
    void whoeverMayNotWriteOnTheUnitHasNoGrid() {
        assertThat(principal.get("/units/" + town.samsyn.otherSchool().id() + "/values").status()).isEqualTo(403);
        TestClient teacher = town.samsyn.signIn("larare");
        assertThat(teacher.get(grid("")).status()).isEqualTo(403);
        assertThat(teacher.get("/indicators/" + town.safety.id() + "/values").status()).isEqualTo(403);
        assertThat(principal.get("/indicators/999/values").status()).isEqualTo(404);
    }

    @Test
    void cellsAreCheckedWithoutBeingSaved() {
        principal.get(grid(""));
        Map<String, String> cells = cells(town.safety, "OUTCOME-T", "0:", "1 2");
        cells.putAll(cells(calm, "OUTCOME-T", "0:", "70 %"));
        cells.put("period", "2025");

        TestClient.Answer answer = principal.post("/values/check", cells);

        assertThat(answer.json().at("/cells/" + name(town.safety, school, "OUTCOME-T") + "/error").asString()).contains("Skriv ett tal");
        assertThat(answer.json().at("/cells/" + name(calm, school, "OUTCOME-T") + "/text").asString()).isEqualTo("70");
        assertThat(shown(school, "2025")).isEmpty();
        cells.put("period", "i fjol");
        assertThat(principal.post("/values/check", cells).status()).isEqualTo(422);
    }

    @Test
    void manyAreSavedOverTheInterfaceByTheSameRules() {
        TestClient api = town.samsyn.api("rektor");
        Map<String, Object> one = item(town.safety, school, 86, 0);

        assertThat(send(api, one, item(calm, school, 86.25, 0)).body()).contains("measurements[1].value");
        assertThat(send(api, one, item(calm, town.samsyn.otherSchool(), 70, 0)).status()).isEqualTo(403);
        assertThat(send(api, one, Map.of("indicator", "x")).body()).contains("measurements[1].indicator", "measurements[1].unit");
        assertThat(shown(school, "2025")).isEmpty();
        assertThat(send(api, one, item(calm, school, 70, 0)).json().at("/saved").asInt()).isEqualTo(2);
        assertThat(send(api, item(town.safety, school, 90, 0)).status()).isEqualTo(412);
        assertThat(send(api, item(town.safety, school, 90, 1)).status()).isEqualTo(200);
        assertThat(shown(school, "2025"))
                .containsExactlyInAnyOrder("TRYGG OUTCOME EXISTS 90.0 r2", "RO OUTCOME EXISTS 70.0 r1");
    }

    @SafeVarargs
    private static TestClient.Answer send(TestClient api, Map<String, Object>... items) {
        return api.json("POST", "/api/v1/measurements/batch", Map.of("measurements", List.of(items)));
    }

    private static Map<String, Object> item(Indicator indicator, Unit unit, double value, int revision) {
        return new HashMap<>(Map.of(
                "indicator", Long.toString(indicator.id()), "unit", Long.toString(unit.id()), "period", "2025", "value", value,
                "revision", revision));
    }

    private String grid(String more) {
        return "/units/" + school.id() + "/values?period=2025" + more;
    }

    private static String name(Indicator indicator, Unit unit, String what) {
        return "v-" + indicator.id() + "-" + unit.id() + "-" + what;
    }

    private Map<String, String> cells(Indicator indicator, String what, String was, String typed) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put(name(indicator, school, what), typed);
        cells.put("was." + name(indicator, school, what), was);
        return cells;
    }

    /** What is saved of the unit, as it is shown. */
    private List<String> shown(Unit unit, String period) {
        Map<Long, Indicator> indicators = new HashMap<>();
        town.samsyn.app().measuring().indicators().list(IndicatorFilter.ALL, 0, 50).forEach(i -> indicators.put(i.id(), i));
        return town.samsyn.app().measuring().measurements().series(indicators.keySet(), List.of(unit.id())).stream()
                .filter(m -> m.period().text().equals(period) && m.gender() == Gender.T && m.state() != State.SUPPRESSED)
                .map(m -> indicators.get(m.indicatorId()).code() + " " + m.kind() + " " + m.state() + " " + m.value() + " r" + m.revision())
                .toList();
    }
}
