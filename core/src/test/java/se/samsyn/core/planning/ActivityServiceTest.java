package se.samsyn.core.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.planning.Activity.State;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

class ActivityServiceTest {

    private static final LocalDate MARCH = LocalDate.parse("2026-03-01");

    @TempDir
    Path folder;

    private Municipality town;
    private ActivityService activities;
    private Plan plan;
    private Goal goal;

    @BeforeEach
    void open() {
        town = new Municipality(folder);
        activities = town.planning.activities();
        plan = town.plan(town.schoolPrincipal, Municipality.SCHOOL, "2026");
        goal = town.goal(town.schoolPrincipal, plan, 3, "Läsning");
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void anActivityHasSeveralOwnersAndDates() {
        ActivityDraft draft = new ActivityDraft(
                "Läslyftet", "Handledning", List.of(5L, 4L), MARCH, MARCH.plusDays(30), State.ONGOING, 40);

        Activity saved = activities.create(town.schoolEmployee, goal.id(), draft);

        assertThat(activities.get(town.schoolPrincipal, saved.id()).ownerIds()).containsExactly(5L, 4L);
        assertThat(activities.ofGoal(town.preschoolPrincipal, goal.id())).singleElement().satisfies(row -> {
            assertThat(row.late(MARCH.plusDays(30))).isFalse();
            assertThat(row.late(MARCH.plusDays(31))).isTrue();
        });
        assertThat(activities.mine(town.schoolEmployee, 10)).extracting(row -> row.activity().id()).containsExactly(saved.id());
        assertThat(activities.mine(town.head, 10)).isEmpty();
        activities.edit(town.schoolEmployee, saved.id(), 1, done(saved));
        assertThat(activities.get(town.head, saved.id()).progress()).isEqualTo(100);
        assertThat(activities.mine(town.schoolEmployee, 10)).isEmpty();
    }

    @Test
    void theWorkGoesOnWhenThePlanIsAdopted() {
        town.adopted(town.schoolPrincipal, plan);

        assertThat(activities.create(town.schoolEmployee, goal.id(), ActivityDraft.titled("Nytt")).version()).isEqualTo(1);
    }

    @Test
    void othersReadButDoNotWrite() {
        Activity activity = activities.create(town.schoolPrincipal, goal.id(), ActivityDraft.titled("Läslyftet"));
        Goal committees = town.goal(
                town.head, town.plan(town.head, Municipality.ADMINISTRATION, "2026"), 2, "Nämndens");

        assertThat(activities.get(town.preschoolPrincipal, activity.id())).isEqualTo(activity);
        assertThatThrownBy(() -> activities.edit(town.preschoolPrincipal, activity.id(), 1, done(activity)))
                .isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> activities.create(town.schoolReader, goal.id(), done(activity)))
                .isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> activities.create(town.schoolEmployee, committees.id(), done(activity)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> activities.edit(town.head, 99, 1, done(activity))).isInstanceOf(NotFound.class);
    }

    @Test
    void whatCannotBeIsRefusedByField() {
        ActivityDraft draft = new ActivityDraft(
                "", "", List.of(4L, 99L), MARCH, MARCH.minusDays(1), State.NOT_STARTED, 101);

        assertThatThrownBy(() -> activities.create(town.head, goal.id(), draft))
                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.reasons())
                        .extracting(Rejection.Reason::field)
                        .containsExactly("title", "owners", "due", "progress", "progress"));
        assertThat(activities.ofGoal(town.head, goal.id())).isEmpty();
    }

    @Test
    void anOldVersionIsRefused() {
        Activity activity = activities.create(town.head, goal.id(), ActivityDraft.titled("Läslyftet"));
        activities.edit(town.head, activity.id(), 1, ActivityDraft.titled("Nytt namn"));

        assertThatThrownBy(() -> activities.edit(town.head, activity.id(), 1, done(activity)))
                .isInstanceOf(StaleVersion.class);
        assertThat(activities.get(town.head, activity.id()).title()).isEqualTo("Nytt namn");
    }

    @Test
    void aRemovedActivityCanBeRestored() {
        Activity activity = activities.create(town.head, goal.id(), ActivityDraft.titled("Läslyftet"));
        Activity removed = activities.remove(town.head, activity.id(), 1);

        assertThat(activities.ofGoal(town.head, goal.id())).isEmpty();
        assertThat(activities.removedOfGoal(town.head, goal.id())).hasSize(1);
        activities.restore(town.head, activity.id(), removed.version());
        assertThat(activities.ofGoal(town.head, goal.id())).hasSize(1);
    }

    private static ActivityDraft done(Activity activity) {
        return new ActivityDraft(activity.title(), "", activity.ownerIds(), null, null, State.DONE, 0);
    }
}
