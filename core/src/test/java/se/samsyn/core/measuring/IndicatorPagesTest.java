package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.samsyn.api.access.Role;
import se.samsyn.core.Samsyn;
import se.samsyn.core.TestClient;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitKind;

class IndicatorPagesTest {

    private MeasuredTown town;
    private TestClient principal;

    @BeforeEach
    void start() {
        town = new MeasuredTown();
        principal = town.samsyn.signIn("rektor");
    }

    @AfterEach
    void stop() {
        town.close();
    }

    @Test
    void showsOutcomeTargetAndWhyTheStatusIsProposed() {
        town.merge(
                town.figure(town.safety, town.samsyn.school(), "2024", Kind.OUTCOME, 80.0),
                town.figure(town.safety, town.samsyn.school(), "2025", Kind.OUTCOME, 86.0),
                town.figure(town.safety, town.samsyn.school(), "2025", Kind.TARGET, 92.0),
                town.figure(town.safety, town.samsyn.otherSchool(), "2025", Kind.OUTCOME, 70.0));

        String page = show(principal, "");

        assertThat(page)
                .contains("Elever som är trygga", "86\u00a0%", "gul: 86 av 92, gult från 85", "+6\u00a0procentenheter sedan 2024")
                .contains("Det finns inget värde för riket.")
                .contains("† Testköpings kommun: egen bearbetning av data från Kolada, ovägt. Antal enheter: 2024: 1, 2025: 2.")
                .contains("Källa: Kolada")
                .contains("Bättre än kommunen");
    }

    @Test
    void aUnitWithoutFiguresSeesTheMunicipalitys() {
        town.merge(town.figure(town.safety, town.samsyn.municipality(), "2025", Kind.OUTCOME, 86.0));
        String page = town.samsyn
                .signIn("utvecklare")
                .get("/indicators/" + town.safety.id() + "?unit=" + town.samsyn.otherSchool().id())
                .body();
        assertThat(page).containsPattern("(?s)s-kpi-label\">Kommunen.{0,200}86\u00a0%");
    }

    @Test
    void leadsToTheUnitsThatHaveFigures() {
        town.merge(
                town.figure(town.safety, town.samsyn.school(), "2025", Kind.OUTCOME, 86.0),
                town.figure(town.safety, town.samsyn.otherSchool(), "2024", Kind.OUTCOME, null));
        String path = "/indicators/" + town.safety.id();
        String school = path + "?unit=" + town.samsyn.school().id() + "\"";
        String other = path + "?unit=" + town.samsyn.otherSchool().id() + "\"";

        String atTheMunicipality = town.samsyn.signIn("utvecklare").get(path).body();
        assertThat(atTheMunicipality).contains("Enheter som har värden", school, "86\u00a0%", other);
        assertThat(principal.get(path).body()).contains("<dt>Utfall 2025</dt>").doesNotContain("Enheter som har värden");
        town.samsyn.user("barnskotare", Role.EMPLOYEE, town.samsyn.school());
        assertThat(town.samsyn.signIn("barnskotare").get(path).body()).doesNotContain("Enheter som har värden", other);
    }

    @Test
    void theMunicipalitysSumIsOfEveryUnitOrNotMade() {
        Indicator pupils = town.indicator(IndicatorService.OWN, "ELEVER", "Antal elever", Aggregation.SUM);
        String page = "/indicators/" + pupils.id() + "?unit=" + town.samsyn.school().id();
        town.merge(
                town.figure(pupils, town.samsyn.school(), "2024", Kind.OUTCOME, 180.0),
                town.figure(pupils, town.samsyn.otherSchool(), "2024", Kind.OUTCOME, 210.0),
                town.figure(pupils, town.samsyn.school(), "2025", Kind.OUTCOME, 190.0));

        assertThat(principal.get(page).body())
                .contains("data-value=\"390.0\"", "Antal enheter: 2024: 2.")
                .containsOnlyOnce("data-value=\"190.0\"");

        town.merge(town.figure(pupils, town.samsyn.otherSchool(), "2025", Kind.OUTCOME, 200.0));

        assertThat(principal.get(page).body()).contains("data-value=\"390.0\"", "Antal enheter: 2024: 2, 2025: 2.");
    }

    @Test
    void theChartIsATableWithEachLineByItsRole() {
        Unit country = town.body("0000", UnitKind.COUNTRY, "Riket");
        town.merge(
                town.figure(town.safety, town.samsyn.school(), "2024", Kind.OUTCOME, 80.0),
                town.figure(town.safety, town.samsyn.school(), "2025", Kind.OUTCOME, null),
                town.figure(town.safety, country, "2024", Kind.OUTCOME, 75.0));

        String page = show(principal, "");

        assertThat(page).contains("data-role=\"outcome\"", "data-role=\"country\"", "data-value=\"80.0\"");
        assertThat(page).contains("Visas inte, färre än fem elever").doesNotContain("Det finns inget värde för riket");
    }

    @Test
    void comparesWithAGroupByTheMeanOfItsMembers() {
        Unit group = town.body("G1", UnitKind.MUNICIPALITY_GROUP, "Liknande kommuner");
        Unit first = town.body("0001", UnitKind.MUNICIPALITY, "Ena");
        Unit second = town.body("0002", UnitKind.MUNICIPALITY, "Andra");
        town.samsyn.app().database().write(() -> List.of(first, second).forEach(member -> town.samsyn.app().database().jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into unit_group_member (group_id, member_id) values (?, ?)", group.id(), member.id()))));
        town.merge(
                town.figure(town.safety, town.samsyn.school(), "2024", Kind.OUTCOME, 80.0),
                town.figure(town.safety, first, "2024", Kind.OUTCOME, 70.0),
                town.figure(town.safety, second, "2024", Kind.OUTCOME, 74.0));

        String page = show(principal, "&with=" + group.id() + "&with=999999&with=x");

        assertThat(page)
                .contains("data-value=\"72.0\"", "† Liknande kommuner: egen bearbetning av data från Kolada");
    }

    @Test
    void showsItAsItWas() {
        town.merge(town.figure(town.safety, town.samsyn.school(), "2025", Kind.OUTCOME, 80.0));
        town.samsyn.clock().forward(Duration.ofDays(10));
        principal = town.samsyn.signIn("rektor");
        town.merge(town.figure(town.safety, town.samsyn.school(), "2025", Kind.OUTCOME, 83.0));

        assertThat(show(principal, "")).contains("data-value=\"83.0\"", "sparade värden", "<dt>Utfall 2025</dt>");
        assertThat(show(principal, "&asof=2026-10-15")).contains("data-value=\"80.0\"", "Så här var det den 15 oktober");
        assertThat(show(principal, "&asof=2025-10-15")).contains("Inga värden än");
    }

    @Test
    void theHistoryIsNewestFirstAndTheRestIsAskedFor() {
        Figure[] years = new Figure[15];
        for (int i = 0; i < years.length; i++) {
            years[i] = town.figure(town.safety, town.samsyn.school(), Integer.toString(2011 + i), Kind.OUTCOME, 80.0 + i);
        }
        town.merge(years);

        String page = show(principal, "");

        assertThat(page).contains("<dt>Utfall 2025</dt>", "history=all#h-revisions").doesNotContain("<dt>Utfall 2011</dt>");
        assertThat(page.indexOf("<dt>Utfall 2025</dt>")).isLessThan(page.indexOf("<dt>Utfall 2016</dt>"));
        assertThat(show(principal, "&history=all")).contains("<dt>Utfall 2011</dt>").doesNotContain("history=all#");
    }

    @ParameterizedTest
    @ValueSource(strings = {"period=2025-13", "period=%00", "asof=2026-02-31", "asof=imorgon", "asof=2999-01-01"})
    void aBadPeriodOrDateIsToldAtTheField(String query) {
        TestClient.Answer answer = principal.get("/indicators/" + town.safety.id() + "?" + query);

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
        TestClient employee = town.samsyn.signIn("larare");

        assertThat(employee.get("/indicators/" + town.safety.id() + "?unit=" + town.samsyn.school().id()).status())
                .isEqualTo(200);
        assertThat(employee.get("/indicators/" + town.safety.id() + "?unit=" + town.samsyn.otherSchool().id()).status())
                .isEqualTo(403);
        assertThat(employee.get(figures(town.samsyn.school())).status()).isEqualTo(403);
        assertThat(town.samsyn.client().get("/indicators").location()).startsWith("/login");
    }

    @Test
    void aQualityDeveloperMakesAnIndicatorAndAPrincipalDoesNot() {
        TestClient developer = town.samsyn.signIn("utvecklare");
        developer.get("/indicators/new");
        Map<String, String> form = new HashMap<>(Map.of(
                "source", "own", "code", "NY-1", "name", "", "decimals", "1", "direction", "LOWER",
                "periodicity", "TERM", "aggregation", "MEAN", "tolerance", "1,5", "definition", "Så här <b>räknas</b>"));

        TestClient.Answer empty = developer.post("/indicators/new", form);
        form.put("name", "Frånvaro");
        TestClient.Answer saved = developer.post("/indicators/new", form);
        TestClient.Answer again = developer.post("/indicators/new", form);

        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("Namn: Fyll i det här fältet.", "value=\"NY-1\"", "value=\"1,5\"");
        assertThat(developer.follow(saved).body()).contains("Frånvaro", "Så här &lt;b&gt;räknas&lt;/b&gt;");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains("Det finns redan en indikator med koden NY-1");
        assertThat(principal.get("/indicators/new").status()).isEqualTo(403);
        assertThat(principal.post("/indicators/new", form).status()).isEqualTo(403);
    }

    @Test
    void aQualityDeveloperOfOneSchoolChangesNoIndicatorOfAll() {
        town.merge(town.figure(town.safety, town.samsyn.school(), "2025", Kind.OUTCOME, 86.0));
        Samsyn app = town.samsyn.app();
        app.database().write(() -> app.measuring().catalogue().save(List.of(new CatalogueIndicator(
                "kolada", "N15813", "Lärare med legitimation (%)", "", "Grundskola", null, true, false, null))));
        town.samsyn.user("skolutvecklare", Role.QUALITY_DEVELOPER, town.samsyn.school());
        TestClient developer = town.samsyn.signIn("skolutvecklare");
        String path = "/indicators/" + town.safety.id() + "/edit";
        Map<String, String> form = new HashMap<>(Map.of(
                "source", "own", "code", "TRYGG", "name", "Ett annat namn", "decimals", "0", "direction", "HIGHER",
                "periodicity", "YEAR", "aggregation", "NONE", "version", "1", "retired", "true"));

        assertThat(show(developer, "")).doesNotContain(path);
        assertThat(developer.get("/indicators").body()).doesNotContain("/indicators/new", "/indicators/catalogue");
        for (String page : List.of(
                path, "/indicators/new", "/indicators/new?source=kolada&code=N15813", "/indicators/catalogue?q=legitimation")) {
            assertThat(developer.get(page).status()).as(page).isEqualTo(403);
        }
        assertThat(developer.post(path, form).status()).isEqualTo(403);
        form.putAll(Map.of("source", "kolada", "code", "N15813"));
        assertThat(developer.post("/indicators/new", form).status()).isEqualTo(403);
        assertThat(app.measuring().indicators().find(town.safety.id())).contains(town.safety);
        assertThat(app.measuring().indicators().find("kolada", "N15813")).isEmpty();
        assertThat(show(town.samsyn.signIn("utvecklare"), "")).contains(path);
    }

    @Test
    void aStaleIndicatorFormKeepsWhatWasTyped() {
        TestClient developer = town.samsyn.signIn("utvecklare");
        String path = "/indicators/" + town.safety.id() + "/edit";
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
        Samsyn app = town.samsyn.app();
        app.database().write(() -> app.measuring().catalogue().save(List.of(new CatalogueIndicator(
                "kolada", "N15813", "Lärare med legitimation (%)", "Andel lärare", "Grundskola", null, true, false, null))));
        TestClient developer = town.samsyn.signIn("utvecklare");

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
            town.indicator(IndicatorService.OWN, "I" + i, "Indikator nummer " + i, Aggregation.NONE);
        }

        assertThat(principal.get("/indicators").body()).contains("Visar 1–50 av 61", "page=2");
        assertThat(principal.get("/indicators?page=2").body()).contains("Visar 51–61 av 61");
        assertThat(principal.get("/indicators?page=99").status()).isEqualTo(200);
        assertThat(principal.get("/indicators?page=nej&q=zzz").body()).contains("Ingen indikator passar");
        assertThat(principal.get("/indicators?show=used").body()).contains("Ingen indikator passar");
    }

    private String show(TestClient client, String query) {
        TestClient.Answer answer = client.get("/indicators/" + town.safety.id() + "?unit=" + town.samsyn.school().id() + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String figures(Unit unit) {
        return "/indicators/" + town.safety.id() + "/units/" + unit.id() + "/figures";
    }
}
