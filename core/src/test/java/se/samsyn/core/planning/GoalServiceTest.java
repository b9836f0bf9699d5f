package se.samsyn.core.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.Change;
import se.samsyn.core.change.FieldChange;
import se.samsyn.core.database.Times;
import se.samsyn.core.planning.Goal.Link;
import se.samsyn.core.planning.Goal.LinkKind;
import se.samsyn.core.planning.GoalService.Direction;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

class GoalServiceTest {

    @TempDir
    Path folder;

    private Municipality town;
    private GoalService goals;
    private Plan committee;
    private Plan school;

    @BeforeEach
    void open() {
        town = new Municipality(folder);
        goals = town.planning.goals();
        committee = town.plan(town.head, Municipality.ADMINISTRATION, "2026");
        school = town.plan(town.schoolPrincipal, Municipality.SCHOOL, "2026");
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aGoalKeepsEverythingThatIsSaidOfIt() {
        Goal upper = town.goal(town.head, committee, 2, "Alla lär sig läsa");
        long reading = town.indicator("Läsning");
        long absence = town.indicator("Frånvaro");
        GoalDraft draft = new GoalDraft(
                town.level(3),
                "  Alla  läser\nmed flyt ",
                "Rad ett\r\nrad två",
                town.schoolPrincipal.userId(),
                List.of(new Link(upper.id(), LinkKind.BREAKS_DOWN)),
                List.of(absence, reading),
                null);

        Goal saved = goals.create(town.schoolPrincipal, school.id(), draft);

        assertThat(goals.get(town.schoolPrincipal, saved.id())).isEqualTo(saved);
        assertThat(saved.title()).isEqualTo("Alla läser med flyt");
        assertThat(saved.description()).isEqualTo("Rad ett\nrad två");
        assertThat(saved.indicatorIds()).containsExactly(absence, reading);
        assertThat(goals.ofPlan(town.head, school.id()))
                .singleElement()
                .satisfies(row -> assertThat(row.levelName()).isEqualTo("Enhetsmål"));
    }

    @Test
    void otherUnitsReadButOnlyTheUnitAndThoseAboveWrite() {
        Goal goal = town.goal(town.schoolPrincipal, school, 3, "Läsning");
        GoalDraft change = GoalDraft.titled(town.level(3), "Ändrat");

        assertThat(goals.get(town.preschoolPrincipal, goal.id())).isEqualTo(goal);
        assertThat(goals.get(town.schoolEmployee, goal.id())).isEqualTo(goal);
        assertThat(goals.get(town.schoolReader, goal.id())).isEqualTo(goal);
        for (CurrentUser user : List.of(town.preschoolPrincipal, town.schoolEmployee, town.schoolReader)) {
            assertThatThrownBy(() -> goals.create(user, school.id(), change)).isInstanceOf(AccessDenied.class);
            assertThatThrownBy(() -> goals.edit(user, goal.id(), 1, change)).isInstanceOf(AccessDenied.class);
            assertThatThrownBy(() -> goals.move(user, goal.id(), 1, Direction.UP)).isInstanceOf(AccessDenied.class);
            assertThatThrownBy(() -> goals.remove(user, goal.id(), 1)).isInstanceOf(AccessDenied.class);
        }
        assertThat(goals.edit(town.head, goal.id(), 1, change).title()).isEqualTo("Ändrat");
    }

    @Test
    void anEmployeeKnowsNothingOfOtherUnitsGoals() {
        Goal goal = town.goal(town.head, committee, 2, "Nämndens");

        assertThatThrownBy(() -> goals.get(town.schoolEmployee, goal.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> goals.ofPlan(town.schoolEmployee, committee.id())).isInstanceOf(NotFound.class);
        assertThat(goals.after(town.schoolEmployee, new GoalQuery(null, null, null, null), 0, 10)).isEmpty();
        assertThat(goals.after(town.schoolPrincipal, new GoalQuery(null, null, null, null), 0, 10)).hasSize(1);
    }

    @Test
    void anOldVersionIsRefusedAndNothingIsSaved() {
        Goal goal = town.goal(town.schoolPrincipal, school, 3, "Läsning");
        goals.edit(town.head, goal.id(), 1, GoalDraft.titled(town.level(3), "Hennes"));

        assertThatThrownBy(() -> goals.edit(
                        town.schoolPrincipal, goal.id(), 1, GoalDraft.titled(town.level(3), "Hans")))
                .isInstanceOf(StaleVersion.class);
        assertThatThrownBy(() -> goals.remove(town.schoolPrincipal, goal.id(), 1)).isInstanceOf(StaleVersion.class);
        assertThat(goals.get(town.head, goal.id()).title()).isEqualTo("Hennes");
        assertThat(town.changes.history("goal", goal.id(), 10)).hasSize(2);
    }

    @Test
    void linksThatLeadRoundAreRefused() {
        Goal top = town.goal(town.head, committee, 1, "Överst");
        Goal middle = linked(committee, "Mitten", top);
        Goal bottom = linked(committee, "Nederst", middle);

        assertRejected("links", "planning.goal.error.cycle", () -> link(top, bottom));
        assertRejected("links", "planning.goal.error.cycle", () -> link(top, middle));
        assertRejected("links", "planning.goal.error.cycle", () -> link(top, top));
        assertThat(link(bottom, top).links()).extracting(Link::upperGoalId).containsExactly(top.id());
    }

    @Test
    void theThreadIsFollowedUpAndDownAlsoWhenItForks() {
        Goal council = town.goal(town.head, committee, 1, "Fullmäktige");
        Goal one = linked(committee, "Ett", council);
        Goal two = linked(committee, "Två", council);
        Goal unit = goals.create(town.schoolPrincipal, school.id(), draft("Skolans", one, two));

        assertThat(town.planning.thread().up(List.of(unit.id())))
                .extracting(RedThread.Edge::goalId, RedThread.Edge::upperGoalId)
                .containsExactlyInAnyOrder(
                        tuple(unit.id(), one.id()),
                        tuple(unit.id(), two.id()),
                        tuple(one.id(), council.id()),
                        tuple(two.id(), council.id()));
        assertThat(RedThread.Edge.goals(town.planning.thread().down(List.of(council.id()))))
                .containsExactlyInAnyOrder(council.id(), one.id(), two.id(), unit.id());
    }

    @Test
    void whatDoesNotExistOrIsOthersIsRefusedByField() {
        PlanType other = town.planning.types().create(
                town.administrator, "Annan", PlanType.Calendar.SCHOOL_YEAR, List.of("Läsårsmål"));
        GoalDraft draft = new GoalDraft(
                other.levels().get(0).id(), " ", "x".repeat(10_001), 999L,
                List.of(new Link(998, LinkKind.SUPPLEMENTS)), List.of(997L), 996L);

        assertThatThrownBy(() -> goals.create(town.schoolPrincipal, school.id(), draft))
                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.reasons())
                        .extracting(Rejection.Reason::field)
                        .containsExactly("title", "description", "level", "owner", "indicators", "links", "previous"));
        assertThat(goals.ofPlan(town.schoolPrincipal, school.id())).isEmpty();
        assertThatThrownBy(() -> goals.edit(town.schoolPrincipal, 995, 1, draft)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> goals.create(town.schoolPrincipal, 994, draft)).isInstanceOf(NotFound.class);
    }

    @Test
    void goalsChangePlacesWithinTheirLevel() {
        Goal a = town.goal(town.schoolPrincipal, school, 3, "A");
        Goal b = town.goal(town.schoolPrincipal, school, 3, "B");
        Goal c = town.goal(town.schoolPrincipal, school, 3, "C");

        goals.move(town.schoolPrincipal, c.id(), c.version(), Direction.UP);
        assertThat(titles()).containsExactly("A", "C", "B");
        goals.move(town.schoolPrincipal, a.id(), a.version(), Direction.DOWN);
        assertThat(titles()).containsExactly("C", "A", "B");
        Goal first = goals.get(town.schoolPrincipal, c.id());
        assertThat(goals.move(town.schoolPrincipal, c.id(), first.version(), Direction.UP)).isEqualTo(first);
        assertThatThrownBy(() -> goals.move(town.schoolPrincipal, b.id(), b.version(), Direction.UP))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void aRemovedGoalIsOutOfThePlanUntilItIsRestored() {
        Goal goal = town.goal(town.schoolPrincipal, school, 3, "Läsning");
        Goal removed = goals.remove(town.schoolPrincipal, goal.id(), goal.version());

        assertThat(titles()).isEmpty();
        assertThat(goals.removedOfPlan(town.schoolPrincipal, school.id())).hasSize(1);
        goals.restore(town.schoolPrincipal, goal.id(), removed.version());
        assertThat(titles()).containsExactly("Läsning");
    }

    @Test
    void theGoalsOfAnAdoptedPlanAreFrozenUntilItIsOpenedForCorrection() {
        Goal goal = town.goal(town.schoolPrincipal, school, 3, "Läsning");
        Plan adopted = town.adopted(town.schoolPrincipal, school);
        GoalDraft change = GoalDraft.titled(town.level(3), "Ändrat");

        assertRejected("", "planning.plan.error.frozen", () -> goals.edit(town.schoolPrincipal, goal.id(), 1, change));
        assertRejected("", "planning.plan.error.frozen", () -> goals.create(town.head, school.id(), change));
        assertRejected("", "planning.plan.error.frozen", () -> goals.remove(town.head, goal.id(), 1));
        town.planning.states().correct(town.schoolPrincipal, school.id(), adopted.version(), "Fel ord i målet");
        assertThat(goals.edit(town.schoolPrincipal, goal.id(), 1, change).title()).isEqualTo("Ändrat");
    }

    @Test
    void goalsAreTakenAlongIntoTheNextPlanWithTheirLineage() {
        long reading = town.indicator("Läsning");
        Goal upper = town.goal(town.head, committee, 2, "Nämndens");
        Goal old = goals.create(town.schoolPrincipal, school.id(), new GoalDraft(
                town.level(3), "Läsning", "Text", 4L, List.of(new Link(upper.id(), LinkKind.BREAKS_DOWN)),
                List.of(reading), null));
        Goal nested = goals.create(town.schoolPrincipal, school.id(), draft("Delmål", old));
        Plan next = town.plan(town.schoolPrincipal, Municipality.SCHOOL, "2027");
        Plan committeeNext = town.plan(town.head, Municipality.ADMINISTRATION, "2027");
        GoalCarryOver carryOver = town.planning.carryOver();

        List<Goal> taken = carryOver.carry(town.schoolPrincipal, next.id());
        assertThat(taken).extracting(Goal::previousGoalId).containsExactlyInAnyOrder(old.id(), nested.id());
        Goal successor = taken.stream().filter(goal -> goal.title().equals("Läsning")).findFirst().orElseThrow();
        assertThat(successor.indicatorIds()).containsExactly(reading);
        assertThat(successor.links()).as("the goal above has no successor yet").isEmpty();
        assertThat(taken).filteredOn(goal -> goal.title().equals("Delmål")).singleElement().satisfies(goal ->
                assertThat(goal.links()).containsExactly(new Link(successor.id(), LinkKind.BREAKS_DOWN)));
        assertThat(carryOver.carry(town.schoolPrincipal, next.id())).as("a second time").isEmpty();

        Goal upperNext = carryOver.carry(town.head, committeeNext.id()).get(0);
        goals.remove(town.schoolPrincipal, successor.id(), successor.version());
        Goal again = carryOver.carry(town.schoolPrincipal, next.id()).get(0);
        assertThat(again.links()).containsExactly(new Link(upperNext.id(), LinkKind.BREAKS_DOWN));
        assertThatThrownBy(() -> carryOver.carry(town.preschoolPrincipal, next.id())).isInstanceOf(AccessDenied.class);
        assertRejected("", "planning.carry.error.none", () -> carryOver.carry(town.schoolPrincipal, school.id()));
    }

    @Test
    void historySaysWhoChangedWhatAndTheGoalCanBeSeenAsItWas() {
        Goal goal = town.goal(town.schoolPrincipal, school, 3, "Först");
        town.clock.forward(Duration.ofDays(10));
        goals.edit(town.head, goal.id(), 1, GoalDraft.titled(town.level(3), "Sedan"));

        Change change = town.changes.history("goal", goal.id(), 10).get(0);
        assertThat(change.who()).isEqualTo("Helena Chef");
        assertThat(change.fields()).containsExactly(new FieldChange("title", "Först", "Sedan"));
        assertThat(asOf(goal, "2026-02-01")).isNull();
        assertThat(asOf(goal, "2026-02-02").title()).isEqualTo("Först");
        assertThat(asOf(goal, "2026-02-11").title()).isEqualTo("Först");
        assertThat(asOf(goal, "2026-02-12")).isEqualTo(goals.get(town.head, goal.id()));
    }

    private Goal asOf(Goal goal, String date) {
        return town.changes
                .asOf("goal", goal.id(), Times.endOf(LocalDate.parse(date)), Goal.class)
                .orElse(null);
    }

    private List<String> titles() {
        return goals.ofPlan(town.schoolPrincipal, school.id()).stream()
                .map(row -> row.goal().title())
                .toList();
    }

    private Goal linked(Plan plan, String title, Goal upper) {
        return goals.create(town.head, plan.id(), draft(title, upper));
    }

    private Goal link(Goal goal, Goal upper) {
        return goals.edit(town.head, goal.id(), goal.version(), draft(goal.title(), upper));
    }

    private GoalDraft draft(String title, Goal... upper) {
        List<Link> links = Arrays.stream(upper)
                .map(goal -> new Link(goal.id(), LinkKind.BREAKS_DOWN))
                .toList();
        return new GoalDraft(town.level(2), title, "", null, links, List.of(), null);
    }

    private static void assertRejected(String field, String key, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Rejection.class, rejection -> {
            assertThat(rejection.reasons()).extracting(Rejection.Reason::field).containsExactly(field);
            assertThat(rejection.reasons()).extracting(Rejection.Reason::key).containsExactly(key);
        });
    }
}
