package se.samsyn.core.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;

class MyPageTest {

    private FollowUpFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FollowUpFixture();
        fixture.openAutumn();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void myPageShowsTheGoalsOfTheYearHoweverManyThereHaveBeenBefore() {
        fixture.samsyn.app().database().write(() -> fixture.samsyn.app().database().jdbi().useHandle(handle -> {
            handle.execute(
                    """
                    insert into plan (id, plan_type_id, unit_id, period, title, state, edition, correction, version)
                    values (900, ?, ?, '2021/22', 'Gammal', 'ADOPTED', 1, '', 1)
                    """,
                    fixture.planType.id(),
                    fixture.school.id());
            for (int i = 1; i <= 210; i++) {
                handle.execute(
                        """
                        insert into goal (id, plan_id, level_id, title, description, owner_id, position, removed, version)
                        values (?, 900, ?, 'Gammalt mål', '', ?, 1, false, 1)
                        """,
                        i + 100,
                        fixture.planType.levels().get(0).id(),
                        fixture.principal.userId());
            }
        }));
        fixture.goal(fixture.plan, "Skolbiblioteket är bemannat", null);
        String page = fixture.samsyn.signIn("maria").get("/my-page").body();
        assertThat(page).contains("Skolbiblioteket är bemannat", "Tryggheten ökar").doesNotContain("Gammalt mål");
    }

    @Test
    void myPageRemindsOfADelegationThatEndsAndOfActivitiesThatAreLate() {
        fixture.samsyn.clock().set(LocalDate.of(2026, 12, 1));
        fixture.planning.activities().create(
                fixture.principal,
                fixture.reading,
                new ActivityDraft(
                        "Daglig högläsning",
                        "",
                        List.of(fixture.principal.userId(), fixture.employee.userId()),
                        null,
                        LocalDate.of(2026, 11, 25),
                        Activity.State.ONGOING,
                        20));
        assertThat(fixture.samsyn.signIn("maria").get("/my-page").body())
                .contains("Se över delegeringen till Bo Testsson", "Slutför: Daglig högläsning", "6 dagar försenad", "1 dag försenad");
        assertThat(fixture.samsyn.signIn("erik").get("/my-page").body())
                .contains("Slutför: Daglig högläsning")
                .doesNotContain("Följ upp målen");
    }

    @Test
    void someoneWithoutARoleIsToldWhatToDo() {
        fixture.samsyn.person("nina");
        Answer page = fixture.samsyn.signIn("nina").get("/my-page");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Du har ingen roll än");
    }
}
