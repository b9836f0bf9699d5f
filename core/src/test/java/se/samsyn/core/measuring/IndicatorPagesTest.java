package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.Grant;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Indicator.Periodicity;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitKind;

class IndicatorPagesTest {

    private static final Grant SYSTEM = Grant.system("test");

    private TestSamsyn samsyn;
    private TestClient principal;
    private Indicator safety;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("utvecklare", Role.QUALITY_DEVELOPER, samsyn.administration());
        samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        principal = samsyn.signIn("rektor");
        safety = indicator(IndicatorService.OWN, "TRYGG", "Elever som är trygga", Aggregation.MEAN);
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void showsOutcomeTargetAndWhyTheStatusIsProposed() {
        merge(
                figure(safety, samsyn.school(), "2024", Kind.OUTCOME, 80.0),
                figure(safety, samsyn.school(), "2025", Kind.OUTCOME, 86.0),
                figure(safety, samsyn.school(), "2025", Kind.TARGET, 92.0),
                figure(safety, samsyn.otherSchool(), "2025", Kind.OUTCOME, 70.0));

        String page = show(principal, "");

        assertThat(page)
                .contains("Elever som är trygga", "86\u00a0%", "gul: 86 av 92, gult från 85", "+6 sedan 2024")
                .contains("Det finns inget värde för riket.")
                .contains("* Testköpings kommun: egen bearbetning av data från Kolada, ovägt och av högst 2 enheter.")
                .contains("Källa: Kolada")
                .contains("Bättre än kommunen");
    }

    @Test
    void theChartIsATableWithEachLineByItsRole() {
        Unit country = body("0000", UnitKind.COUNTRY, "Riket");
        merge(
                figure(safety, samsyn.school(), "2024", Kind.OUTCOME, 80.0),
                figure(safety, samsyn.school(), "2025", Kind.OUTCOME, null),
                figure(safety, country, "2024", Kind.OUTCOME, 75.0));

        String page = show(principal, "");

        assertThat(page).contains("data-role=\"outcome\"", "data-role=\"country\"", "data-value=\"80.0\"");
        assertThat(page).contains("Visas inte, färre än fem elever").doesNotContain("Det finns inget värde för riket");
    }

    @Test
    void comparesWithAGroupByTheMeanOfItsMembers() {
        Unit group = body("G1", UnitKind.MUNICIPALITY_GROUP, "Liknande kommuner");
        Unit first = body("0001", UnitKind.MUNICIPALITY, "Ena");
        Unit second = body("0002", UnitKind.MUNICIPALITY, "Andra");
        samsyn.app().database().write(() -> List.of(first, second).forEach(member -> samsyn.app().database().jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into unit_group_member (group_id, member_id) values (?, ?)", group.id(), member.id()))));
        merge(
                figure(safety, samsyn.school(), "2024", Kind.OUTCOME, 80.0),
                figure(safety, first, "2024", Kind.OUTCOME, 70.0),
                figure(safety, second, "2024", Kind.OUTCOME, 74.0));

        String page = show(principal, "&with=" + group.id() + "&with=999999&with=x");

        assertThat(page)
                .contains("data-value=\"72.0\"", "* Liknande kommuner: egen bearbetning av data från Kolada");
    }

    @Test
    void showsItAsItWas() {
        merge(figure(safety, samsyn.school(), "2025", Kind.OUTCOME, 80.0));
        samsyn.clock().forward(Duration.ofDays(10));
        principal = samsyn.signIn("rektor");
        merge(figure(safety, samsyn.school(), "2025", Kind.OUTCOME, 83.0));

        assertThat(show(principal, "")).contains("data-value=\"83.0\"", "sparade värden", "<dt>Utfall 2025</dt>");
        assertThat(show(principal, "&asof=2026-10-15")).contains("data-value=\"80.0\"", "Så här var det den 15 oktober");
        assertThat(show(principal, "&asof=2025-10-15")).contains("Inga värden än");
    }

    @ParameterizedTest
    @ValueSource(strings = {"period=2025-13", "period=%00", "asof=2026-02-31", "asof=imorgon", "asof=2999-01-01"})
    void aBadPeriodOrDateIsToldAtTheField(String query) {
        TestClient.Answer answer = principal.get("/indicators/" + safety.id() + "?" + query);

        assertThat(answer.status()).as(answer.body()).isIn(200, 422);
        assertThat(answer.body()).contains("<h1>Elever som är trygga</h1>");
        if (answer.status() == 422) {
            assertThat(answer.body()).contains("Något behöver rättas");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/indicators/999", "/indicators/x", "/indicators/-1", "/indicators/99999999999999999999"})
    void whatIsNotThereIsNotFound(String path) {
        assertThat(principal.get(path).status()).isEqualTo(404);
    }

    @Test
    void anEmployeeReadsTheirOwnSchoolAlone() {
        TestClient employee = samsyn.signIn("larare");

        assertThat(employee.get("/indicators/" + safety.id() + "?unit=" + samsyn.school().id()).status())
                .isEqualTo(200);
        assertThat(employee.get("/indicators/" + safety.id() + "?unit=" + samsyn.otherSchool().id()).status())
                .isEqualTo(403);
        assertThat(employee.get(figures(samsyn.school())).status()).isEqualTo(403);
        assertThat(samsyn.client().get("/indicators").location()).startsWith("/login");
    }

    @Test
    void aPrincipalGivesFiguresOfTheirOwnSchoolAlone() {
        principal.get(figures(samsyn.school()));

        TestClient.Answer saved = principal.post(figures(samsyn.school()), typed("86,5", "92", "0"));

        assertThat(saved.status()).as(saved.body()).isEqualTo(303);
        assertThat(principal.follow(saved).body()).contains("Värdena för 2025 är sparade.", "Källa: Egen uppgift");
        assertThat(series(samsyn.school()))
                .extracting(m -> m.kind() + " " + m.value())
                .containsExactlyInAnyOrder("OUTCOME 86.5", "TARGET 92.0");
        assertThat(principal.post(figures(samsyn.otherSchool()), typed("86,5", "92", "0")).status()).isEqualTo(403);
        assertThat(series(samsyn.otherSchool())).isEmpty();
    }

    @Test
    void whatIsNoNumberIsToldAtItsFieldAndNothingIsSaved() {
        principal.get(figures(samsyn.school()));

        TestClient.Answer answer = principal.post(figures(samsyn.school()), typed("1e9999", "<script>", "0"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("value=\"1e9999\"", "&lt;script&gt;", "Skriv ett tal, till exempel 86,5.");
        assertThat(series(samsyn.school())).isEmpty();
    }

    @Test
    void whoeverSavesOverOthersFiguresIsToldAndKeepsWhatTheyTyped() {
        principal.get(figures(samsyn.school()));
        principal.post(figures(samsyn.school()), typed("80", "", "0"));

        TestClient.Answer late = principal.post(figures(samsyn.school()), typed("81", "", "0"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("value=\"81\"", "Någon annan har sparat", "name=\"revision.OUTCOME\" value=\"1\"");
        assertThat(principal.post(figures(samsyn.school()), typed("81", "", "1")).status()).isEqualTo(303);
    }

    @Test
    void aSuppressedFigureIsSavedWithoutANumber() {
        principal.get(figures(samsyn.school()));
        Map<String, String> form = new HashMap<>(typed("3", "", "0"));
        form.put("state", "SUPPRESSED");

        principal.post(figures(samsyn.school()), form);

        assertThat(series(samsyn.school())).extracting(Measurement::state, Measurement::value)
                .containsExactly(org.assertj.core.api.Assertions.tuple(State.SUPPRESSED, null));
    }

    @Test
    void aHiddenFigureThatIsLeftAloneStaysInTheStore() {
        Figure boys = figure(samsyn.school(), Gender.M, 84.0);
        merge(figure(samsyn.school(), Gender.K, null), boys);
        Map<String, String> form = new HashMap<>(typed("", "92", "1"));
        form.put("gender", "M");
        form.put("state", "SUPPRESSED");
        assertThat(principal.get(figures(samsyn.school()) + "?period=2025&gender=M").body()).doesNotContain("84");

        assertThat(principal.post(figures(samsyn.school()), form).status()).isEqualTo(303);
        form.put("state", "EXISTS");
        form.put("revision.TARGET", "1");
        assertThat(principal.post(figures(samsyn.school()), form).body()).contains("Värdet är dolt");

        assertThat(samsyn.app().measuring().measurements().stored(List.of(boys)).get(0).value()).isEqualTo(84.0);
        assertThat(series(samsyn.school())).extracting(Measurement::value).contains(92.0);
    }

    @Test
    void whatIsPublishedElsewhereIsNotTypedOver() {
        Indicator national = indicator("kolada", "N15505", "Elever i åk 9", Aggregation.NONE);
        merge(figure(national, samsyn.school(), "2025", Kind.OUTCOME, 70.0));
        String path = "/indicators/" + national.id() + "/units/" + samsyn.school().id() + "/figures";
        assertThat(principal.get(path + "?period=2025").body()).contains("Utfallet kommer från Kolada");

        principal.post(path, typed("99", "75", "1"));

        assertThat(samsyn.app().measuring().measurements().series(List.of(national.id()), List.of(samsyn.school().id())))
                .extracting(m -> m.kind() + " " + m.value())
                .containsExactlyInAnyOrder("OUTCOME 70.0", "TARGET 75.0");
    }

    @Test
    void aQualityDeveloperMakesAnIndicatorAndAPrincipalDoesNot() {
        TestClient developer = samsyn.signIn("utvecklare");
        developer.get("/indicators/new");
        Map<String, String> form = new HashMap<>(Map.of(
                "source", "own", "code", "NY-1", "name", "", "decimals", "1", "direction", "LOWER",
                "periodicity", "TERM", "aggregation", "MEAN", "tolerance", "1,5", "definition", "Så här <b>räknas</b>"));

        TestClient.Answer empty = developer.post("/indicators/new", form);
        form.put("name", "Frånvaro");
        TestClient.Answer saved = developer.post("/indicators/new", form);
        TestClient.Answer again = developer.post("/indicators/new", form);

        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("Fyll i fältet.", "value=\"NY-1\"", "value=\"1,5\"");
        assertThat(developer.follow(saved).body()).contains("Frånvaro", "Så här &lt;b&gt;räknas&lt;/b&gt;");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains("Det finns redan en indikator med koden NY-1");
        assertThat(principal.get("/indicators/new").status()).isEqualTo(403);
        assertThat(principal.post("/indicators/new", form).status()).isEqualTo(403);
    }

    @Test
    void aStaleIndicatorFormKeepsWhatWasTyped() {
        TestClient developer = samsyn.signIn("utvecklare");
        String path = "/indicators/" + safety.id() + "/edit";
        assertThat(developer.get(path).status()).isEqualTo(200);
        Map<String, String> form = new HashMap<>(Map.of(
                "source", "own", "code", "TRYGG", "name", "Nytt namn", "decimals", "0", "direction", "HIGHER",
                "periodicity", "YEAR", "aggregation", "MEAN", "version", "1"));
        assertThat(developer.post(path, form).status()).isEqualTo(303);
        form.put("name", "Ännu nyare");

        TestClient.Answer stale = developer.post(path, form);

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body()).contains("Ännu nyare", "name=\"version\" value=\"2\"");
        assertThat(developer.get(path).body()).contains("ändrade indikatorn");
    }

    @Test
    void choosesFromTheCatalogueBySearch() {
        samsyn.app().database().write(() -> samsyn.app().measuring().catalogue().save(List.of(new CatalogueIndicator(
                "kolada", "N15813", "Lärare med legitimation (%)", "Andel lärare", "Grundskola", null, true, false, null))));
        TestClient developer = samsyn.signIn("utvecklare");

        assertThat(developer.get("/indicators/catalogue?q=legitimation").body()).contains("Lärare med legitimation (%)");
        assertThat(developer.get("/indicators/catalogue?q=%25").body()).contains("N15813");
        assertThat(developer.get("/indicators/catalogue?q=finnsinte").body()).contains("Inget nyckeltal passar");
        String form = developer.get("/indicators/new?source=kolada&code=N15813").body();
        assertThat(form).contains("Lärare med legitimation (%)", "Andel lärare");
        TestClient.Answer chosen = developer.post("/indicators/new", Map.of(
                "source", "kolada", "code", "N15813", "name", "Lärare med legitimation (%)", "decimals", "1",
                "unitOfMeasure", "%", "direction", "HIGHER", "periodicity", "YEAR", "aggregation", "NONE"));
        assertThat(chosen.status()).as(chosen.body()).isEqualTo(303);
        assertThat(developer.get("/indicators/catalogue?area=Grundskola").body()).contains("Redan vald");
        assertThat(developer.get("/indicators?source=kolada&area=Grundskola&q=LÄRARE").body()).contains("N15813");
        assertThat(developer.get("/indicators/new?source=kolada&code=NIX").status()).isEqualTo(404);
        assertThat(principal.get("/indicators/catalogue").status()).isEqualTo(403);
    }

    @Test
    void listsAPageAtATime() {
        for (int i = 0; i < 60; i++) {
            indicator(IndicatorService.OWN, "I" + i, "Indikator nummer " + i, Aggregation.NONE);
        }

        assertThat(principal.get("/indicators").body()).contains("Visar 1–50 av 61", "page=2");
        assertThat(principal.get("/indicators?page=2").body()).contains("Visar 51–61 av 61");
        assertThat(principal.get("/indicators?page=99").status()).isEqualTo(200);
        assertThat(principal.get("/indicators?page=nej&q=zzz").body()).contains("Ingen indikator passar");
        assertThat(principal.get("/indicators?show=used").body()).contains("Ingen indikator passar");
    }

    private Indicator indicator(String source, String code, String name, Aggregation aggregation) {
        return samsyn.app().measuring().indicatorService().create(
                SYSTEM,
                new Indicator(
                        0, source, code, name, "", "%", 0, Direction.HIGHER, Periodicity.YEAR, aggregation, 7.0, true,
                        null, 0));
    }

    private Unit body(String code, UnitKind kind, String name) {
        return samsyn.app().organisation().unitService().create(
                samsyn.system(),
                new UnitDetails(null, Unit.Standing.COMPARISON, kind, name, Map.of("kolada", code), null, null));
    }

    private Figure figure(Indicator indicator, Unit unit, String period, Kind kind, @Nullable Double value) {
        return new Figure(
                indicator.id(), unit.id(), Period.of(period), Gender.T, kind, value,
                value == null ? State.SUPPRESSED : State.EXISTS, "Kolada");
    }

    private Figure figure(Unit unit, Gender gender, @Nullable Double value) {
        return new Figure(
                safety.id(), unit.id(), Period.of("2025"), gender, Kind.OUTCOME, value,
                value == null ? State.SUPPRESSED : State.EXISTS, "Egen uppgift");
    }

    private void merge(Figure... figures) {
        samsyn.app().measuring().measurements().merge(SYSTEM, List.of(figures).iterator());
    }

    private List<Measurement> series(Unit unit) {
        return new ArrayList<>(
                samsyn.app().measuring().measurements().series(List.of(safety.id()), List.of(unit.id())));
    }

    private String show(TestClient client, String query) {
        TestClient.Answer answer = client.get("/indicators/" + safety.id() + "?unit=" + samsyn.school().id() + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String figures(Unit unit) {
        return "/indicators/" + safety.id() + "/units/" + unit.id() + "/figures";
    }

    private static Map<String, String> typed(String outcome, String target, String revision) {
        return Map.of(
                "period", "2025", "gender", "T", "state", "EXISTS", "OUTCOME", outcome, "TARGET", target,
                "FORECAST", "", "revision.OUTCOME", revision, "revision.TARGET", "0", "revision.FORECAST", "0");
    }
}
