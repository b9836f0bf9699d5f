package se.samsyn.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.samsyn.core.access.CorePermissions.GOAL_EDIT;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.web.Rejection;

class DelegationTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 10, 20);
    private static final LocalDate LAST = LocalDate.of(2026, 10, 31);

    private TestSamsyn samsyn;
    private RoleService roles;
    private User rektor;
    private User deputy;
    private long role;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        roles = samsyn.app().people().roleService();
        rektor = samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        deputy = samsyn.user("bitradande", Role.EMPLOYEE, samsyn.school());
        role = roleOf(rektor);
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void theSameRoleIsNotHeldTwiceOnADay() {
        long school = samsyn.school().id();
        RoleAssignment first = roles.change(samsyn.system(), role, 1, null, FIRST);
        roles.give(samsyn.system(), rektor.id(), Role.PRINCIPAL, school, LAST, null);
        assertThatThrownBy(() -> roles.change(samsyn.system(), role, first.version(), null, LAST))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("people.role.error.twice");
        assertThat(roles.change(samsyn.system(), role, first.version(), null, LAST.minusDays(1)).validTo())
                .isEqualTo(LAST.minusDays(1));
    }

    @Test
    void aDeputyActsOnTheDaysAlone() {
        roles.delegate(samsyn.acting("rektor"), role, deputy.id(), FIRST, LAST);
        long school = samsyn.school().id();
        assertThat(samsyn.acting("bitradande").may(GOAL_EDIT, school)).isFalse();
        samsyn.clock().set(FIRST);
        assertThat(samsyn.acting("bitradande").may(GOAL_EDIT, school)).isTrue();
        assertThat(samsyn.acting("bitradande").may(GOAL_EDIT, samsyn.otherSchool().id())).isFalse();
        samsyn.clock().set(LAST);
        assertThat(samsyn.acting("bitradande").may(GOAL_EDIT, school)).isTrue();
        samsyn.clock().set(LAST.plusDays(1));
        assertThat(samsyn.acting("bitradande").may(GOAL_EDIT, school)).isFalse();
        assertThatThrownBy(() -> samsyn.acting("bitradande").require(GOAL_EDIT, school)).isInstanceOf(AccessDenied.class);
    }

    @Test
    void theHistorySaysWhoDidItAndForWhom() {
        User chief = samsyn.user("lokaladmin", Role.ADMINISTRATOR, samsyn.school());
        roles.delegate(samsyn.acting("lokaladmin"), roleOf(chief), deputy.id(), FIRST, LAST);
        TestClient client = samsyn.signIn("bitradande");
        String edit = "/units/" + samsyn.school().id() + "/edit";
        assertThat(client.get(edit).status()).isEqualTo(403);

        samsyn.clock().set(FIRST);
        client = samsyn.signIn("bitradande");
        samsyn.app()
                .organisation()
                .unitService()
                .update(
                        samsyn.acting("bitradande"),
                        samsyn.school().id(),
                        1,
                        UnitDetails.of(samsyn.school()).named("Ekbackens skola F–6"));
        assertThat(client.get("/units/" + samsyn.school().id() + "/history").body())
                .contains("Bitradande Testsson för Lokaladmin Testsson");

        samsyn.clock().set(LAST.plusDays(1));
        assertThat(samsyn.signIn("bitradande").get(edit).status()).isEqualTo(403);
    }

    @Test
    void thePrincipalLendsTheRoleOnThePage() {
        TestClient client = samsyn.signIn("rektor");
        assertThat(client.get("/account").body()).contains("/roles/" + role + "/delegate");
        assertThat(client.get("/roles/" + role + "/delegate?q=bitr").body())
                .contains("Bitradande Testsson", "Medarbetare, Ekbackens skola · bitradande");
        Map<String, Object> form =
                Map.of("toUser", deputy.id(), "validFrom", FIRST, "validTo", LAST, "q", "bitr");
        assertThat(client.post("/roles/" + role + "/delegate", form).location()).isEqualTo("/account");
        assertThat(client.get("/account").body()).contains("Ersätts av Bitradande Testsson").contains("20 oktober 2026");
        assertThat(samsyn.signIn("bitradande").get("/account").body()).contains("Du ersätter Rektor Testsson");

        samsyn.clock().set(FIRST);
        assertThat(samsyn.signIn("larare2", Role.READER).get("/units/" + samsyn.school().id()).body())
                .contains("ersätts av Bitradande Testsson");
    }

    @Test
    void daysThatCannotBeAreRefusedAndKept() {
        TestClient client = samsyn.signIn("rektor");
        String path = "/roles/" + role + "/delegate";
        assertThat(client.post(path, Map.of("toUser", deputy.id(), "validFrom", "2026-10-31", "validTo", "2026-10-20", "q", "bitr"))
                        .body())
                .contains("Sista dagen kan inte vara före den första")
                .contains("value=\"2026-10-31\"");
        assertThat(client.post(path, Map.of("q", "bitr")).status()).isEqualTo(422);
        assertThat(client.post(path, Map.of("toUser", deputy.id(), "validFrom", "x", "validTo", "")).status())
                .isEqualTo(422);
        assertThatThrownBy(() -> roles.delegate(samsyn.acting("rektor"), role, rektor.id(), FIRST, LAST))
                .isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> roles.delegate(
                        samsyn.acting("rektor"), role, deputy.id(), FIRST, FIRST.plusYears(2)))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void aRoleIsLentByItsHolderAndByThoseWhoCouldDoAllOfItThemselves() {
        User other = samsyn.user("annan", Role.PRINCIPAL, samsyn.otherSchool());
        samsyn.user("chef", Role.HEAD, samsyn.administration());
        User admin = samsyn.user("admin", Role.ADMINISTRATOR, samsyn.administration());
        assertThat(samsyn.signIn("annan").get("/roles/" + role + "/delegate").status()).isEqualTo(403);
        assertThatThrownBy(() -> roles.delegate(samsyn.acting("annan"), role, other.id(), FIRST, LAST))
                .isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> roles.delegate(samsyn.acting("chef"), roleOf(admin), deputy.id(), FIRST, LAST))
                .isInstanceOf(AccessDenied.class);
        roles.delegate(samsyn.acting("chef"), role, deputy.id(), FIRST, LAST);
        roles.delegate(samsyn.acting("admin"), role, other.id(), FIRST, LAST);
    }

    @Test
    void aDeputyCannotKeepWhatWasLent() {
        roles.delegate(samsyn.acting("rektor"), role, deputy.id(), FIRST, LAST);
        samsyn.clock().set(FIRST);
        assertThatThrownBy(() -> roles.delegate(
                        samsyn.acting("bitradande"), role, deputy.id(), FIRST, LAST.plusDays(300)))
                .isInstanceOf(AccessDenied.class);

        User admin = samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        roles.delegate(samsyn.acting("admin"), roleOf(admin), deputy.id(), FIRST, LAST);
        assertThatThrownBy(() -> roles.give(
                        samsyn.acting("bitradande"), deputy.id(), Role.ADMINISTRATOR, samsyn.municipality().id(), null, null))
                .isInstanceOf(AccessDenied.class);
    }

    @Test
    void lendingIsInTheHistoryOfBothWhenItIsOver() {
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        Delegation lent = roles.delegate(samsyn.acting("rektor"), role, deputy.id(), FIRST, LAST);
        roles.endDelegation(samsyn.acting("bitradande"), lent.id());
        roles.remove(samsyn.acting("admin"), role, 1);
        TestClient admin = samsyn.signIn("admin");
        String words = "Bitradande Testsson ersätt";
        for (User one : List.of(rektor, deputy)) {
            assertThat(admin.get("/people/" + one.id()).body())
                    .contains("lät Bitradande Testsson ersätta Rektor Testsson som Rektor på Ekbackens skola,"
                            + " 20 oktober 2026 – 31 oktober 2026")
                    .contains("avslutade att " + words + "er Rektor Testsson som Rektor på Ekbackens skola");
        }
        User other = samsyn.user("annan", Role.EMPLOYEE, samsyn.school());
        assertThat(admin.get("/people/" + other.id()).body()).doesNotContain(words);
    }

    @Test
    void lendingEndsWithTheRoleTheHolderOrTheDeputysWord() {
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        Delegation lent = roles.delegate(samsyn.acting("rektor"), role, deputy.id(), FIRST, LAST);
        samsyn.clock().set(FIRST);
        assertThat(samsyn.signIn("admin").post("/delegations/" + lent.id() + "/end", Map.of()).status()).isEqualTo(303);
        assertThat(samsyn.acting("bitradande").may(GOAL_EDIT, samsyn.school().id())).isFalse();

        Delegation again = roles.delegate(samsyn.acting("rektor"), role, deputy.id(), FIRST, LAST);
        assertThat(samsyn.signIn("larare2", Role.EMPLOYEE).post("/delegations/" + again.id() + "/end", Map.of()).status())
                .isEqualTo(403);
        assertThat(samsyn.signIn("bitradande").post("/delegations/" + again.id() + "/end", Map.of()).status()).isEqualTo(303);

        roles.delegate(samsyn.acting("rektor"), role, deputy.id(), FIRST, LAST);
        roles.remove(samsyn.acting("admin"), role, 1);
        assertThat(samsyn.acting("bitradande").may(GOAL_EDIT, samsyn.school().id())).isFalse();
        assertThat(samsyn.rows("select id from delegation")).isEmpty();
    }

    private long roleOf(User user) {
        return samsyn.app().people().roles().ofUsers(List.of(user.id())).get(0).id();
    }
}
