package se.samsyn.core.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.api.planning.Activities;
import se.samsyn.api.planning.Activity;
import se.samsyn.api.planning.NewActivity;
import se.samsyn.api.web.InputException;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.people.User;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.planning.ActivityService;
import se.samsyn.core.planning.Goal;
import se.samsyn.core.planning.GoalDraft;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanType;

class CallerActivitiesTest {

    private static final LocalDate DUE = LocalDate.of(2026, 11, 30);
    private static final NewActivity.Origin MEETING = new NewActivity.Origin("Rektorsmöte 12 oktober", "/meetings/7");

    private ServicesFixture fixture;
    private TestSamsyn samsyn;
    private ActivityService core;
    private User teacher;
    private String school;
    private Goal goal;
    private Activities principals;

    @BeforeEach
    void open() {
        fixture = new ServicesFixture();
        samsyn = fixture.samsyn;
        core = samsyn.app().planning().activities();
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("granne", Role.PRINCIPAL, samsyn.otherSchool());
        teacher = samsyn.user("larare", Role.EMPLOYEE, samsyn.otherSchool());
        school = Long.toString(samsyn.school().id());
        PlanType type = samsyn.app().planning().types().createDefault(samsyn.system(), PlanType.Calendar.FISCAL_YEAR);
        Plan plan = samsyn.app().planning().plans().create(
                samsyn.system(), type.id(), samsyn.school().id(), Period.of("2026"), "Plan");
        goal = samsyn.app().planning().goals().create(
                samsyn.system(), plan.id(), GoalDraft.titled(type.levels().get(2).id(), "Läsning"));
        principals = fixture.as("rektor").activities();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anActivityOfAUnitSaysWhereItComesFromAndStandsOnItsOwnersPage() {
        Activity made = principals.create(onUnit("Boka lokal", MEETING));

        assertThat(made.goalId()).isNull();
        assertThat(made.unitId()).isEqualTo(school);
        assertThat(made.description()).isEqualTo("Den stora");
        assertThat(made.changeable()).isTrue();
        assertThat(made.state()).isEqualTo(Activity.State.NOT_STARTED);
        assertThat(made.open()).isTrue();
        assertThat(made.address()).isEqualTo("/activities/" + made.id());
        assertThat(samsyn.signIn("larare").get("/my-page").body()).contains("Boka lokal", "Rektorsmöte 12 oktober");
        assertThat(samsyn.signIn("larare").get(made.address()).body())
                .contains("Kommer från Rektorsmöte 12 oktober")
                .doesNotContain("/modules/example/meetings/7"); // there is no such plugin now
        assertThat(fixture.as("granne").activities().find(List.of(made.id(), "99", "x"))).containsOnlyKeys(made.id());
        assertThat(fixture.as("granne").activities().find(List.of(made.id())).get(made.id()).changeable()).isFalse();
    }

    @Test
    void anActivityOfAGoalStandsThere() {
        Activity made = principals.create(onGoal(Long.toString(goal.id()), school));

        assertThat(made.goalId()).isEqualTo(Long.toString(goal.id()));
        assertThat(core.ofGoal(samsyn.acting("rektor"), goal.id())).hasSize(1);
    }

    @Test
    void whatIsWrongIsToldByThePartsOfWhatWasAskedFor() {
        assertErrors(principals, new NewActivity(null, school, " ", "", Set.of("abc", "77"), null, MEETING), "title", "ownerIds");
        assertErrors(principals, onUnit("x".repeat(301), MEETING), "title");
        assertErrors(principals, onUnit("Boka", new NewActivity.Origin("", "/a")), "origin");
        assertErrors(principals, onGoal("4711", school), "goalId");
        assertErrors(principals, onGoal("mål", school), "goalId");
        assertErrors(principals, onGoal(Long.toString(goal.id()), Long.toString(samsyn.otherSchool().id())), "unitId");
        assertErrors(principals, new NewActivity(null, "0", "Boka", "", Set.of(), null, MEETING), "unitId");
        for (String path : List.of("", "meetings", "//evil.se", "/../../people", "/a/../b", "/a b", "javascript:alert(1)")) {
            assertThatThrownBy(() -> principals.create(onUnit("Boka", new NewActivity.Origin("Möte", path))))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(samsyn.rows("select id from activity")).isEmpty();
    }

    @Test
    void onlyThoseWhoMayEditActivitiesThereMakeAndChangeThem() {
        Activity made = principals.create(onUnit("Boka lokal", MEETING));

        assertErrors(fixture.as("granne").activities(), onUnit("Boka", MEETING), "unitId");
        assertErrors(fixture.as("granne").activities(), onGoal(Long.toString(goal.id()), school), "goalId");
        assertErrors(fixture.as(nobody(), "example").activities(), onUnit("Boka", MEETING), "unitId");
        assertThatThrownBy(() -> fixture.as("granne").activities().change(made.id(), 1, onUnit("Kapat", MEETING)))
                .isInstanceOf(InputException.class)
                .hasMessage("Du får inte lägga till eller ändra aktiviteter här.");
        assertThat(fixture.as(nobody(), "example").activities().find(List.of(made.id()))).isEmpty();
        assertThat(core.get(samsyn.system(), Long.parseLong(made.id())).title()).isEqualTo("Boka lokal");
    }

    @Test
    void aChangeKeepsHowFarItHasComeAndIsRefusedWhenSomeoneElseCameBefore() {
        Activity made = principals.create(onUnit("Boka lokal", MEETING));
        CurrentUser rektor = samsyn.acting("rektor");
        core.edit(rektor, Long.parseLong(made.id()), 1, new ActivityDraft(
                "Boka lokal", "", List.of(), null, null, se.samsyn.core.planning.Activity.State.ONGOING, 30));

        assertThatThrownBy(() -> principals.change(made.id(), 1, onUnit("Boka aulan", MEETING)))
                .isInstanceOf(InputException.class)
                .hasMessage("Någon annan hann ändra. Läs in på nytt och försök igen.");
        Activity changed = principals.change(made.id(), 2, onUnit("Boka aulan", new NewActivity.Origin("Nytt namn", "/meetings/8")));

        assertThat(changed.title()).isEqualTo("Boka aulan");
        assertThat(changed.ownerIds()).containsExactly(Long.toString(teacher.id()));
        assertThat(changed.state()).isEqualTo(Activity.State.ONGOING);
        assertThat(core.get(rektor, Long.parseLong(made.id())))
                .satisfies(now -> assertThat(now.progress()).isEqualTo(30))
                .satisfies(now -> assertThat(now.origin().text()).isEqualTo("Nytt namn"));
    }

    @Test
    void anActivityIsNotMovedAndItsOriginIsForThePluginThatMadeItToChange() {
        Activity made = principals.create(onUnit("Boka lokal", MEETING));

        assertThatThrownBy(() -> principals.change(made.id(), 1, onGoal(Long.toString(goal.id()), school)))
                .isInstanceOfSatisfying(InputException.class, e -> assertThat(e.errors()).containsOnlyKeys("goalId"));
        fixture.as(samsyn.acting("rektor"), "another").activities()
                .change(made.id(), 1, onUnit("Boka aulan", new NewActivity.Origin("Annat", "/other")));

        assertThat(core.get(samsyn.system(), Long.parseLong(made.id())).origin().plugin()).isEqualTo("example");
        assertThat(core.get(samsyn.system(), Long.parseLong(made.id())).origin().text()).isEqualTo(MEETING.text());
    }

    @Test
    void whatAPluginWritesAndTheActivityAreSavedTogetherOrNotAtAll() {
        samsyn.app().database().write(() -> samsyn.app().database().jdbi()
                .useHandle(handle -> handle.execute("create table p_example_note (text text not null)")));
        var plugins = samsyn.app().database().separateReaders("example").jdbi();

        assertThatThrownBy(() -> samsyn.app().database().write(() -> {
                    plugins.useHandle(handle -> handle.execute("insert into p_example_note values ('Anteckning')"));
                    principals.create(onUnit("Boka lokal", MEETING));
                    throw new IllegalStateException("The plugin fails");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(samsyn.rows("select * from p_example_note")).isEmpty();
        assertThat(samsyn.rows("select * from activity")).isEmpty();
        assertThat(samsyn.rows("select * from entity_version where entity = 'activity'")).isEmpty();

        samsyn.app().database().write(() -> {
            plugins.useHandle(handle -> handle.execute("insert into p_example_note values ('Anteckning')"));
            principals.create(onUnit("Boka lokal", MEETING));
        });
        assertThat(samsyn.rows("select * from p_example_note")).hasSize(1);
        assertThat(samsyn.rows("select * from activity")).hasSize(1);
    }

    @Test
    void findingManyTakesNoMoreStatements() {
        String first = principals.create(onUnit("En", MEETING)).id();
        int one = fixture.statements(() -> principals.find(List.of(first)));
        List<String> ids = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> principals.create(onUnit("Nummer " + i, MEETING)).id())
                .toList();

        assertThat(fixture.statements(() -> assertThat(principals.find(ids)).hasSize(20))).isLessThanOrEqualTo(one);
    }

    private CurrentUser nobody() {
        return samsyn.app().access().nobody(Locale.forLanguageTag("sv"));
    }

    private static void assertErrors(Activities activities, NewActivity wanted, String... parts) {
        assertThatThrownBy(() -> activities.create(wanted))
                .isInstanceOfSatisfying(InputException.class, e -> assertThat(e.errors()).containsOnlyKeys(parts));
    }

    private NewActivity onUnit(String title, NewActivity.Origin origin) {
        return new NewActivity(null, school, title, "Den stora", Set.of(Long.toString(teacher.id())), DUE.minusDays(40), origin);
    }

    private NewActivity onGoal(@Nullable String goalId, String unitId) {
        return new NewActivity(goalId, unitId, "Boka lokal", "", Set.of(), DUE, MEETING);
    }
}
