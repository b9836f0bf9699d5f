package se.samsyn.core.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.people.User;

/** What is planned is found by those who may read it. */
class PlannedSearchTest {

    private PlannedSchool school;
    private Goal goal;
    private CurrentUser rektor;

    @BeforeEach
    void plan() {
        school = new PlannedSchool();
        goal = school.schoolGoal();
        rektor = school.samsyn.acting("rektor");
    }

    @AfterEach
    void stop() {
        school.close();
    }

    private static String search(TestClient who, String typed) {
        return who.get("/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8)).body();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.sleep(20);
        }
    }

    @Test
    void byRoleAndUnit() throws Exception {
        await(() -> search(school.principal, "läser flyt").contains("/goals/" + goal.id()));
        assertThat(search(school.principal, "läser flyt")).contains("Mål", "Ekbackens skola · 2026");
        assertThat(search(school.head, "läser flyt")).contains("/goals/" + goal.id());
        school.samsyn.user("larare", Role.EMPLOYEE, school.samsyn.school());
        school.samsyn.user("annan", Role.EMPLOYEE, school.samsyn.otherSchool());
        assertThat(search(school.samsyn.signIn("larare"), "läser flyt")).contains("/goals/" + goal.id());
        assertThat(search(school.samsyn.signIn("annan"), "läser flyt")).contains("Inga träffar");
        school.samsyn.person("ingen");
        assertThat(search(school.samsyn.signIn("ingen"), "läser flyt")).contains("Inga träffar");
        assertThat(search(school.head, "Rektor Testsson")).as("people are not searched").contains("Inga träffar");
    }

    @Test
    void anActivityByItsOwnerTooAndNotAfterItsGoalIsGone() throws Exception {
        User owner = school.samsyn.user("annan", Role.EMPLOYEE, school.samsyn.otherSchool());
        TestClient other = school.samsyn.signIn("annan");
        school.planning.activities().create(rektor, goal.id(), new ActivityDraft(
                "Lästräning varje morgon", "Tjugo minuter", List.of(owner.id()), null, null, Activity.State.NOT_STARTED, 0));
        await(() -> search(other, "lästräning").contains("/activities/"));
        assertThat(search(other, "tjugo")).contains("<mark>Tjugo</mark>", "Aktivitet");

        school.planning.goals().remove(rektor, goal.id(), school.planning.goals().get(rektor, goal.id()).version());
        await(() -> search(other, "lästräning").contains("Inga träffar"));
        assertThat(search(school.head, "läser flyt")).contains("Inga träffar");
    }

    @Test
    void allOfItIsMadeAnewWhereThereIsNone() throws Exception {
        await(() -> search(school.principal, "läser flyt").contains("/goals/" + goal.id()));
        await(() -> !school.samsyn.rows("select * from setting where name = 'search.form'").isEmpty());
        school.samsyn.app().database().write(() -> school.samsyn.app().database().jdbi().useHandle(handle -> {
            handle.execute("delete from search_text");
            handle.execute("delete from search_audience");
            handle.execute("delete from search_document");
            handle.execute("delete from setting where name = 'search.form'");
        }));
        assertThat(search(school.principal, "läser flyt")).contains("Inga träffar");
        school.samsyn.app().search().start();
        assertThat(search(school.principal, "läser flyt")).contains("/goals/" + goal.id());
    }
}
