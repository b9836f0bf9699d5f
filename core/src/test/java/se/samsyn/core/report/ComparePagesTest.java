package se.samsyn.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
import se.samsyn.core.database.Statements;
import se.samsyn.core.measuring.Figure;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Indicator.Periodicity;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.planning.GoalDraft;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanType;
import se.samsyn.core.planning.PlanningModule;

class ComparePagesTest {

    private static final Grant SYSTEM = Grant.system("test");

    private TestSamsyn samsyn;
    private TestClient principal;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        principal = samsyn.signIn("rektor");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void comparesTheUnitsOfOnePartOfTheOrganisation() {
        Indicator merit = indicator("Meritvärde", Direction.HIGHER, Aggregation.MEAN);
        assertThat(page("/compare")).as("but one part").doesNotContain("name=\"area\"");
        Unit north = samsyn.unit(samsyn.administration(), UnitKind.AREA, "Norra området");
        Unit village = samsyn.unit(north, UnitKind.COMPULSORY_SCHOOL, "Byskolan");
        merge(outcome(merit, samsyn.school(), "2025", 230.0), outcome(merit, village, "2025", 200.0));
        principal = samsyn.signIn("rektor");

        for (String address : List.of("/compare", "/compare/goals")) {
            assertThat(page(address)).contains("name=\"area\"", "Norra området");
        }
        assertThat(page("/compare?kind=ALL&area=" + north.id()))
                .contains("Byskolan", "area=" + north.id())
                .doesNotContain("Ekbackens skola</a>");
        assertThat(page("/compare?kind=ALL&area=" + samsyn.administration().id()))
                .contains("Byskolan", "Ekbackens skola</a>");
        assertThat(page("/compare?kind=ALL&area=999")).contains("Byskolan", "Ekbackens skola</a>");
    }

    @Test
    void eachColumnHasOnePeriodAndItsSourceAndEachCellItsReason() {
        Indicator merit = indicator("Meritvärde", Direction.HIGHER, Aggregation.MEAN);
        merge(
                outcome(merit, samsyn.school(), "2024", 210.0),
                outcome(merit, samsyn.school(), "2025", 230.0),
                outcome(merit, samsyn.otherSchool(), "2025", 200.0),
                target(merit, samsyn.school(), "2025", 235.0));

        String page = page("/compare");

        assertThat(page).as("the legend of shapes").contains("Risk för avvikelse</li>", "Uppnått</li>");

        assertThat(page)
                .contains("<small>2025 · Skolverket</small>", "230", "200")
                .doesNotContain(">210<")
                .contains("/indicators/" + merit.id() + "?unit=" + samsyn.school().id() + "&amp;period=2025")
                .contains("title=\"Risk för avvikelse\"")
                .contains("215\u00a0†", "† Egen bearbetning av data från Skolverket, ovägt. Antal enheter: Meritvärde: 2.");
        assertThat(row(page, "Ekbackens skola")).contains("Bättre än kommunen");
        assertThat(row(page, "Ålunda skola")).contains("Sämre än kommunen");
        assertThat(page("/compare?period=2024")).contains(">210<").doesNotContain(">230<");
    }

    @Test
    void whatGoalsAreMeasuredByComesFirstAndCountsLast() {
        Indicator count = indicator("Antal elever", Direction.NEUTRAL, Aggregation.SUM);
        Indicator quality = indicator("Meritvärde", Direction.HIGHER, Aggregation.MEAN);
        Indicator aim = indicator("Trygghet", Direction.NEUTRAL, Aggregation.MEAN);
        for (Indicator each : List.of(count, quality, aim)) {
            merge(outcome(each, samsyn.school(), "2025", 80.0));
        }
        PlanningModule planning = samsyn.app().planning();
        PlanType type = planning.types().createDefault(samsyn.system(), PlanType.Calendar.FISCAL_YEAR);
        Plan plan = planning.plans()
                .create(samsyn.system(), type.id(), samsyn.school().id(), Period.of("2026"), "Skolans plan");
        planning.goals().create(samsyn.system(), plan.id(), new GoalDraft(
                type.levels().get(2).id(), "Alla är trygga", "", null, List.of(), List.of(aim.id()), null));

        String headings = page("/compare");
        headings = headings.substring(headings.indexOf("<thead>"), headings.indexOf("</thead>"));

        assertThat(headings).containsSubsequence("Trygghet", "Meritvärde", "Antal elever");
    }

    @Test
    void whatNobodyHasJudgedIsNotCountedAsNotStarted() {
        PlanningModule planning = samsyn.app().planning();
        PlanType type = planning.types().createDefault(samsyn.system(), PlanType.Calendar.FISCAL_YEAR);
        Plan plan = planning.plans()
                .create(samsyn.system(), type.id(), samsyn.school().id(), Period.of("2026"), "Skolans plan");
        planning.goals().create(samsyn.system(), plan.id(), GoalDraft.titled(type.levels().get(2).id(), "Läsning"));
        merge(outcome(indicator("Meritvärde", Direction.HIGHER, Aggregation.MEAN), samsyn.school(), "2025", 230.0));

        for (String address : List.of("/compare", "/compare/goals")) {
            assertThat(row(page(address), "Ekbackens skola")).contains("Inte bedömt").doesNotContain("Ej påbörjat");
        }
        assertThat(page("/compare/goals"))
                .as("which goal it is, and what its mark means")
                .contains("<span>Läsning</span>", "Ej påbörjat eller inte bedömt");
        assertThat(page("/compare/goals/export.csv")).contains("Läsning: Inte bedömt");
    }

    @Test
    void lowerIsBetterWhereTheIndicatorSaysSo() {
        Indicator absence = indicator("Frånvaro", Direction.LOWER, Aggregation.MEAN);
        merge(outcome(absence, samsyn.school(), "2025", 2.0), outcome(absence, samsyn.otherSchool(), "2025", 20.0));

        assertThat(row(page("/compare"), "Ekbackens skola")).contains("Bättre än kommunen");
        assertThat(row(page("/compare"), "Ålunda skola")).contains("Sämre än kommunen");
    }

    @Test
    void whatIsHiddenMissingOrRoundedIsSaidInWordsEverywhere() {
        Indicator pupils = indicator("Elever", Direction.NEUTRAL, Aggregation.SUM);
        Unit third = samsyn.unit(samsyn.administration(), UnitKind.COMPULSORY_SCHOOL, "Östra skolan");
        Unit fourth = samsyn.unit(samsyn.administration(), UnitKind.COMPULSORY_SCHOOL, "Norra skolan");
        merge(
                outcome(pupils, samsyn.school(), "2025", null),
                new Figure(
                        pupils.id(), samsyn.otherSchool().id(), Period.of("2025"), Gender.T, Kind.OUTCOME, 190.0,
                        State.ROUNDED, "Skolverket"),
                outcome(pupils, third, "2025", 12.0),
                outcome(pupils, samsyn.municipality(), "2025", 205.0));

        String page = page("/compare");
        String csv = page("/compare/export.csv");

        assertThat(row(page, "Ekbackens skola")).contains("Visas inte, färre än fem elever");
        assertThat(row(page, "Ålunda skola")).contains("cirka 190");
        // The lone hidden figure would be the municipality's less the others: the smallest other goes with it.
        assertThat(row(page, "Östra skolan")).contains("Visas inte, färre än fem elever").doesNotContain("12");
        assertThat(row(page, "Norra skolan")).contains("Ingen uppgift");
        assertThat(csv)
                .startsWith("\ufeffEnhet;Verksamhet;Elever (2025, Källa: Skolverket)\r\n")
                .contains("Ekbackens skola;Grundskola;Visas inte, färre än fem elever\r\n")
                .contains("Ålunda skola;Grundskola;cirka 190\r\n")
                .contains("Östra skolan;Grundskola;Visas inte, färre än fem elever\r\n")
                .contains("Norra skolan;Grundskola;\r\n")
                .contains("Kommunen;;205\r\n")
                .contains("Riket;;\r\n");
        assertThat(fourth.id()).isPositive();
    }

    @Test
    void sortsByItsAddressWithWhatIsMissingLast() {
        Indicator merit = indicator("Meritvärde", Direction.HIGHER, Aggregation.NONE);
        Unit third = samsyn.unit(samsyn.administration(), UnitKind.COMPULSORY_SCHOOL, "Backaskolan");
        merge(outcome(merit, samsyn.school(), "2025", 230.0), outcome(merit, samsyn.otherSchool(), "2025", 200.0));

        assertOrder(page("/compare"), "Backaskolan", "Ekbackens skola", "Ålunda skola");
        assertOrder(page("/compare?order=desc&sort=name"), "Ålunda skola", "Ekbackens skola", "Backaskolan");
        String ascending = page("/compare?sort=" + merit.id());
        assertOrder(ascending, "Ålunda skola", "Ekbackens skola", "Backaskolan");
        assertThat(ascending).contains("class=\"n\" aria-sort=\"ascending\"", "sort=" + merit.id() + "&amp;order=desc");
        assertOrder(page("/compare?order=desc&sort=" + merit.id()), "Ekbackens skola", "Ålunda skola", "Backaskolan");
        assertThat(third.id()).isPositive();
    }

    @Test
    void aPreschoolPrincipalComparesPreschools() {
        Unit preschool = samsyn.unit(samsyn.administration(), UnitKind.PRESCHOOL, "Ängens förskola");
        samsyn.unit(samsyn.administration(), UnitKind.PRESCHOOL, "Lyckans förskola");
        samsyn.user("forskolerektor", Role.PRINCIPAL, preschool);
        Indicator children = indicator("Barn per vuxen", Direction.LOWER, Aggregation.MEAN);
        merge(outcome(children, preschool, "2025", 5.0));

        String page = samsyn.signIn("forskolerektor").get("/compare").body();

        assertThat(page).contains("Ängens förskola", "Lyckans förskola").doesNotContain("Ekbackens skola</a>");
        assertThat(samsyn.signIn("forskolerektor").get("/compare?kind=ALL").body()).contains("Ekbackens skola</a>");
    }

    @Test
    void anEmployeeComparesWithinTheirReachAlone() {
        samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        Indicator merit = indicator("Meritvärde", Direction.HIGHER, Aggregation.NONE);
        merge(outcome(merit, samsyn.school(), "2025", 230.0), outcome(merit, samsyn.otherSchool(), "2025", 200.0));
        TestClient employee = samsyn.signIn("larare");

        assertThat(employee.get("/compare?kind=ALL").body()).contains("Ekbackens skola").doesNotContain("Ålunda skola");
        assertThat(employee.get("/compare/export.csv?kind=ALL").body()).doesNotContain("Ålunda skola");
        assertThat(samsyn.client().get("/compare").location()).startsWith("/login");
        samsyn.person("ingen");
        assertThat(samsyn.signIn("ingen").get("/compare").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind=NIX", "period=2025-99", "indicator=x&indicator=999999", "sort=999999&order=desc", "sort='--",
                "page=0", "page=-1", "page=99999999999999999999", "page=7", "kind=&period=&indicator="
            })
    void aBadAddressShowsATableAndNotAFailure(String query) {
        merge(outcome(indicator("Meritvärde", Direction.HIGHER, Aggregation.NONE), samsyn.school(), "2025", 230.0));

        for (String path : List.of("/compare", "/compare/export.csv", "/compare/export.xlsx", "/compare/goals")) {
            assertThat(principal.get(path + "?" + query).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void aNameThatLooksLikeAFormulaIsATextInTheFile() {
        samsyn.unit(samsyn.administration(), UnitKind.COMPULSORY_SCHOOL, "=1+1;\"x\"");
        merge(outcome(indicator("Meritvärde", Direction.HIGHER, Aggregation.NONE), samsyn.school(), "2025", -2.0));

        String csv = page("/compare/export.csv");

        assertThat(csv).contains("\"'=1+1;\"\"x\"\"\";Grundskola;\r\n").contains("Ekbackens skola;Grundskola;-2\r\n");
    }

    @Test
    void theNumberOfStatementsIsTheSameWhateverIsShown() {
        Indicator first = indicator("Första", Direction.HIGHER, Aggregation.MEAN);
        merge(outcome(first, samsyn.school(), "2025", 1.0), target(first, samsyn.school(), "2025", 2.0));
        int few = statements("/compare?indicator=" + first.id());
        List<Figure> figures = new ArrayList<>();
        List<Unit> schools = new ArrayList<>();
        for (int i = 0; i < 44; i++) {
            schools.add(samsyn.unit(samsyn.administration(), UnitKind.COMPULSORY_SCHOOL, "Skola " + i));
        }
        StringBuilder query = new StringBuilder("/compare?sort=name");
        for (int i = 0; i < 40; i++) {
            Indicator indicator = indicator("Indikator " + i, Direction.HIGHER, i % 2 == 0 ? Aggregation.SUM : Aggregation.MEAN);
            query.append("&indicator=").append(indicator.id());
            for (Unit school : schools) {
                figures.add(outcome(indicator, school, "2025", (double) i));
                figures.add(target(indicator, school, "2025", 20.0));
            }
        }
        samsyn.app().measuring().measurements().merge(SYSTEM, figures.iterator());

        assertThat(statements(query.toString())).isEqualTo(few);
    }

    private int statements(String path) {
        page(path); // What a server remembers from one request to the next is not the page's.
        return Statements.of(samsyn.app().database(), () -> page(path));
    }

    private Indicator indicator(String name, Direction direction, Aggregation aggregation) {
        return samsyn.app().measuring().indicatorService().create(
                SYSTEM,
                new Indicator(
                        0, "own", name, name, "", "", 0, direction, Periodicity.YEAR, aggregation, 5.0, false, null, 0));
    }

    private static Figure outcome(Indicator indicator, Unit unit, String period, @Nullable Double value) {
        return new Figure(
                indicator.id(), unit.id(), Period.of(period), Gender.T, Kind.OUTCOME, value,
                value == null ? State.SUPPRESSED : State.EXISTS, "Skolverket");
    }

    private static Figure target(Indicator indicator, Unit unit, String period, double value) {
        return new Figure(
                indicator.id(), unit.id(), Period.of(period), Gender.T, Kind.TARGET, value, State.EXISTS, "Egen uppgift");
    }

    private void merge(Figure... figures) {
        samsyn.app().measuring().measurements().merge(SYSTEM, List.of(figures).iterator());
    }

    private String page(String path) {
        TestClient.Answer answer = principal.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** The row of the table that begins with the unit's name. */
    private static String row(String page, String unit) {
        int begin = page.indexOf(unit + "</a><small>");
        assertThat(begin).as(unit).isPositive();
        return page.substring(begin, page.indexOf("</tr>", begin));
    }

    private static void assertOrder(String page, String... units) {
        int last = 0;
        for (String unit : units) {
            int at = page.indexOf(unit + "</a><small>");
            assertThat(at).as(unit).isGreaterThan(last);
            last = at;
        }
    }
}
