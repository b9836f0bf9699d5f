package se.samsyn.core.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.api.subject.Subject;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.subject.SubjectCard.Fact;
import se.samsyn.api.subject.Subjects;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.measuring.Figure;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.planning.Goal;
import se.samsyn.core.planning.GoalDraft;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanType;

class CallerSubjectsTest {

    private ServicesFixture fixture;
    private TestSamsyn samsyn;
    private PlanType type;
    private CurrentUser rektor;
    private Subjects principals;
    private Goal reading;
    private Indicator share;

    @BeforeEach
    void open() {
        fixture = new ServicesFixture();
        samsyn = fixture.samsyn;
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("larare", Role.EMPLOYEE, samsyn.otherSchool());
        rektor = samsyn.acting("rektor");
        principals = fixture.as("rektor").subjects();
        type = samsyn.app().planning().types().createDefault(samsyn.system(), PlanType.Calendar.FISCAL_YEAR);
        share = indicator("ovr", "Elever i årskurs 9 som är behöriga");
        reading = goal("Övergångar är trygga");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aUnitTellsWhatItIsWhereItBelongsAndWhoLeadsIt() {
        SubjectCard card = card(unit(samsyn.school()));

        assertThat(card.kind()).isEqualTo("Grundskola");
        assertThat(card.title()).isEqualTo("Ekbackens skola");
        assertThat(card.where()).isEqualTo("Utbildningsförvaltningen");
        assertThat(card.address()).isEqualTo("/units/" + samsyn.school().id());
        assertThat(card.facts()).containsExactly(new Fact("Rektor", "Rektor Testsson"), new Fact("Mål", "1: Ej bedömda 1"));
        assertThat(card(unit(samsyn.municipality())).where()).isEmpty();
    }

    @Test
    void aUnitTellsHowItStandsTodayToThoseWhoMayReadItsPlans() {
        measure(share, "2025", Kind.OUTCOME, 81.0, State.EXISTS);
        measure(share, "2025", Kind.TARGET, 85.0, State.EXISTS);
        goal("Alla läser");
        activity("Boka aulan", samsyn.clock().today().minusDays(6));
        activity("Boka bussen", samsyn.clock().today());
        Activity ofGoal = samsyn.app().planning().activities().create(rektor, reading.id(), new ActivityDraft(
                "Läs mer", "", List.of(rektor.userId()), null, samsyn.clock().today().minusDays(1), Activity.State.ONGOING, 0));
        Activity done = activity("Redan gjort", samsyn.clock().today().minusDays(6));
        samsyn.app().planning().activities().complete(rektor, done.id(), done.version());

        assertThat(card(unit(samsyn.school())).facts())
                .containsExactly(
                        new Fact("Rektor", "Rektor Testsson"),
                        new Fact("Mål", "2: Ej bedömda 2"),
                        new Fact(share.name(), "81,0\u00a0% (2025) · Målvärde 85,0\u00a0% (2025)"),
                        new Fact("Försenade aktiviteter", "2"));
        samsyn.app().planning().activities().remove(rektor, ofGoal.id(), ofGoal.version());
        assertThat(card(unit(samsyn.school())).facts()).contains(new Fact("Försenade aktiviteter", "1"));
        assertThat(fixture.as("larare").subjects().cards(List.of(unit(samsyn.school()))).get(unit(samsyn.school())).facts())
                .as("no plans of others").containsExactly(new Fact("Rektor", "Rektor Testsson"));
    }

    @Test
    void aGoalTellsItsPlanAndOwnerInTheLanguageOfWhoeverAsks() {
        assertThat(card(goal(reading)))
                .satisfies(card -> assertThat(card.title()).isEqualTo("Övergångar är trygga"))
                .satisfies(card -> assertThat(card.where()).isEqualTo("Ekbackens skola, Skolans plan 2026"))
                .satisfies(card -> assertThat(card.status()).isNull())
                .satisfies(card -> assertThat(card.facts()).contains(new Fact("Ansvarig", "Rektor Testsson")));
        samsyn.app().people().userService().chooseLanguage(rektor, "en");
        assertThat(fixture.as("rektor").subjects().cards(List.of(goal(reading))).get(goal(reading)).facts())
                .extracting(Fact::label)
                .contains("Owner");
    }

    @Test
    void aGoalTellsTodaysFiguresOfItsIndicators() {
        measure(share, "2025", Kind.OUTCOME, 81.0, State.EXISTS);
        measure(share, "2025", Kind.TARGET, 85.0, State.EXISTS);
        measure(share, "2027", Kind.OUTCOME, 12.0, State.EXISTS);

        assertThat(card(goal(reading)).facts())
                .contains(new Fact(share.name(), "81,0\u00a0% (2025) · Målvärde 85,0\u00a0% (2025)"));
        assertThat(principals.goalsOf(Long.toString(samsyn.school().id())))
                .singleElement()
                .satisfies(card -> assertThat(card.facts()).extracting(Fact::label).doesNotContain(share.name()));
    }

    @Test
    void anIndicatorTellsTheLatestOutcomeTargetAndHowItHasMoved() {
        measure(share, "2024", Kind.OUTCOME, 78.4, State.EXISTS);
        measure(share, "2025", Kind.OUTCOME, 81.0, State.EXISTS);
        measure(share, "2025", Kind.TARGET, 85.0, State.EXISTS);

        SubjectCard card = card(figures(share, samsyn.school()));

        assertThat(card.where()).isEqualTo("Ekbackens skola");
        assertThat(card.facts())
                .containsExactly(
                        new Fact("Utfall", "81,0\u00a0% (2025)"),
                        new Fact("Målvärde", "85,0\u00a0% (2025)"),
                        new Fact("Utveckling", "+2,6\u00a0procentenheter sedan 2024"));
        assertThat(card.status()).isEqualTo("AT_RISK");
        assertThat(card.statusText()).isEqualTo("Risk för avvikelse");
        assertThat(card(figures(share, samsyn.otherSchool())).facts()).containsExactly(new Fact("Utfall", "Ingen uppgift"));
    }

    @Test
    void whatIsHiddenForTheSmallStaysHidden() {
        measure(share, "2024", Kind.OUTCOME, 78.4, State.EXISTS);
        measure(share, "2025", Kind.OUTCOME, null, State.SUPPRESSED);

        SubjectCard card = card(figures(share, samsyn.school()));

        assertThat(card.facts()).containsExactly(new Fact("Utfall", "Visas inte, för få personer (2025)"));
        assertThat(card.status()).isNull();
    }

    @Test
    void anActivityTellsWhoIsToDoItAndThatItIsLate() {
        Activity late = activity("Boka aulan", samsyn.clock().today().minusDays(6));

        assertThat(card(activity(late)).facts())
                .containsExactly(
                        new Fact("Läge", "Ej påbörjad"),
                        new Fact("Ansvariga", "Rektor Testsson"),
                        new Fact("Klar senast", "6 oktober 2026, 6 dagar försenad"));
        assertThat(card(activity(late)).where()).isEqualTo("Ekbackens skola");
    }

    @Test
    void nobodySeesWhatTheyMayNotReadAndOtherThingsAreLeftOut() {
        measure(share, "2025", Kind.OUTCOME, 81.0, State.EXISTS);
        Activity activity = activity("Boka aulan", null);
        List<Subject> all = List.of(
                unit(samsyn.school()), goal(reading), figures(share, samsyn.school()), activity(activity),
                Subject.of(Subject.Type.GOAL, "4711"), Subject.of(Subject.Type.UNIT, "x"), Subject.indicator("1", "y"));

        assertThat(principals.cards(all)).containsOnlyKeys(all.subList(0, 4));
        assertThat(new ArrayList<>(principals.cards(all).keySet())).isEqualTo(all.subList(0, 4));
        assertThat(fixture.as("larare").subjects().cards(all)).containsOnlyKeys(unit(samsyn.school()));
        assertThat(fixture.as("larare").subjects().goalsOf(Long.toString(samsyn.school().id()))).isEmpty();
        assertThat(fixture.as("larare").subjects().search("trygga", Long.toString(samsyn.school().id()), 10)).isEmpty();
        Subjects nobodys = fixture.as(samsyn.app().access().nobody(Locale.forLanguageTag("sv")), "example").subjects();
        assertThat(nobodys.cards(all)).isEmpty();
        assertThat(nobodys.search("trygga", Long.toString(samsyn.school().id()), 10)).isEmpty();
        assertThat(nobodys.goalsOf(Long.toString(samsyn.school().id()))).isEmpty();
    }

    @Test
    void searchFoldsSwedishLettersAndPutsTheNearestFirst() {
        measure(share, "2025", Kind.OUTCOME, 81.0, State.EXISTS);
        activity("Planera övergångar i årskurs 6", null);
        activity("Skriv om förövergångar", null);

        assertThat(titles("ÖVERGÅNG", samsyn.school(), 10))
                .containsExactly("Övergångar är trygga", "Planera övergångar i årskurs 6", "Skriv om förövergångar");
        assertThat(titles("overgang", samsyn.school(), 10)).isEmpty();
        assertThat(titles("ålunda", samsyn.school(), 10)).containsExactly("Ålunda skola");
        assertThat(titles("behöriga", samsyn.school(), 10)).containsExactly(share.name());
        assertThat(titles("övergång", samsyn.school(), 1)).containsExactly("Övergångar är trygga");
        assertThat(titles("ö", samsyn.school(), 10)).isEmpty();
        assertThat(titles("%", samsyn.school(), 10)).isEmpty();
        assertThat(principals.search("trygga", "nonsense", 10)).isEmpty();
        assertThatThrownBy(() -> principals.search("trygga", "1", 51)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyOfOneKindLeaveRoomForTheOthers() {
        for (int i = 0; i < 12; i++) {
            goal("Frånvaron minskar");
        }
        Indicator absence = indicator("fran", "Elever med över 15 procents frånvaro");
        measure(absence, "2025", Kind.OUTCOME, 12.0, State.EXISTS);
        activity("Ring hem om frånvaro", null);

        List<String> found = titles("frånvaro", samsyn.school(), 10);
        assertThat(found).hasSize(10).contains(absence.name(), "Ring hem om frånvaro").startsWith("Frånvaron minskar");
        assertThat(titles("frånvaro", samsyn.school(), 20)).hasSize(14);
    }

    @Test
    void theGoalsOfAUnitAreThoseOfThePlansThatHoldToday() {
        Plan next = samsyn.app().planning().plans().create(
                rektor, type.id(), samsyn.school().id(), Period.of("2027"), "Nästa plan");
        samsyn.app().planning().goals().create(
                rektor, next.id(), GoalDraft.titled(type.levels().get(2).id(), "Nästa års mål"));

        assertThat(principals.goalsOf(Long.toString(samsyn.school().id())))
                .extracting(SubjectCard::title)
                .containsExactly("Övergångar är trygga");
        samsyn.clock().set(LocalDate.of(2027, 2, 1));
        assertThat(fixture.as("rektor").subjects().goalsOf(Long.toString(samsyn.school().id())))
                .extracting(SubjectCard::title)
                .containsExactly("Nästa års mål");
    }

    @Test
    void manyTakeNoMoreStatementsThanFew() {
        List<Subject> few = List.of(
                unit(samsyn.school()), goal(reading), figures(share, samsyn.school()), activity(activity("Boka", null)));
        List<Subject> many = new ArrayList<>(few);
        many.add(unit(samsyn.otherSchool()));
        many.add(unit(samsyn.administration()));
        many.add(figures(share, samsyn.otherSchool()));
        for (int i = 0; i < 10; i++) {
            many.add(goal(goal("Mål " + i)));
            many.add(activity(activity("Aktivitet " + i, null)));
        }

        int statements = fixture.statements(() -> assertThat(principals.cards(few)).hasSize(few.size()));

        assertThat(fixture.statements(() -> assertThat(principals.cards(many)).hasSize(many.size()))).isLessThanOrEqualTo(statements);
    }

    private SubjectCard card(Subject subject) {
        return principals.cards(List.of(subject)).get(subject);
    }

    private List<String> titles(String text, Unit unit, int limit) {
        return principals.search(text, Long.toString(unit.id()), limit).stream().map(SubjectCard::title).toList();
    }

    private static Subject unit(Unit unit) {
        return Subject.of(Subject.Type.UNIT, Long.toString(unit.id()));
    }

    private static Subject goal(Goal goal) {
        return Subject.of(Subject.Type.GOAL, Long.toString(goal.id()));
    }

    private static Subject activity(Activity activity) {
        return Subject.of(Subject.Type.ACTIVITY, Long.toString(activity.id()));
    }

    private static Subject figures(Indicator indicator, Unit unit) {
        return Subject.indicator(Long.toString(indicator.id()), Long.toString(unit.id()));
    }

    private Goal goal(String title) {
        var plans = samsyn.app().planning().plans();
        Plan plan = plans.rows(List.of(1L)).isEmpty()
                ? plans.create(rektor, type.id(), samsyn.school().id(), Period.of("2026"), "Skolans plan")
                : plans.rows(List.of(1L)).get(0).plan();
        return samsyn.app().planning().goals().create(rektor, plan.id(), new GoalDraft(
                type.levels().get(2).id(), title, "", rektor.userId(), List.of(), List.of(share.id()), null));
    }

    private Activity activity(String title, @Nullable LocalDate due) {
        return samsyn.app().planning().activities().createOnUnit(rektor, samsyn.school().id(), new ActivityDraft(
                title, "", List.of(rektor.userId()), null, due, Activity.State.NOT_STARTED, 0), null);
    }

    private Indicator indicator(String code, String name) {
        return samsyn.app().measuring().indicatorService().create(Grant.system("test"), new Indicator(
                0, "own", code, name, "", "%", 1, Indicator.Direction.HIGHER, Indicator.Periodicity.YEAR,
                Indicator.Aggregation.NONE, 5.0, false, null, 0));
    }

    private void measure(Indicator indicator, String period, Kind kind, @Nullable Double value, State state) {
        samsyn.app().measuring().measurements().merge(Grant.system("import"), List.of(new Figure(
                        indicator.id(), samsyn.school().id(), Period.of(period), Gender.T, kind, value, state, "Egen"))
                .iterator());
    }
}
