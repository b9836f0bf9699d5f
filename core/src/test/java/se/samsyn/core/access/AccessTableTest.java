package se.samsyn.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.samsyn.api.access.Permission;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.organisation.UnitService;

/** Each role with each permission of the table, on its own unit and on those around it. */
class AccessTableTest {

    private static TestSamsyn samsyn;
    private static Unit below;
    private static Unit independent;
    private static Unit compared;

    @BeforeAll
    static void start() {
        samsyn = TestSamsyn.start();
        below = samsyn.unit(samsyn.school(), UnitKind.LEISURE_CENTRE, "Ekbackens fritidshem");
        independent = beside(Standing.INDEPENDENT, UnitKind.COMPULSORY_SCHOOL, "Friskolan");
        compared = beside(Standing.COMPARISON, UnitKind.COUNTRY, "Riket");
    }

    @AfterAll
    static void stop() {
        samsyn.close();
    }

    private static Unit beside(Standing standing, UnitKind kind, String name) {
        return samsyn.app()
                .organisation()
                .unitService()
                .create(samsyn.system(), new UnitDetails(null, standing, kind, name, Map.of(), null, null));
    }

    static Stream<Arguments> everyRoleWithEveryPermission() {
        return CorePermissions.ALL.stream()
                .flatMap(permission -> Arrays.stream(Role.values()).map(role -> Arguments.of(role, permission)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyRoleWithEveryPermission")
    void aRoleReachesAsFarAsTheTableSays(Role role, Permission permission) {
        boolean own = permission.ownUnits().contains(role);
        boolean all = permission.allUnits().contains(role);
        CurrentUser user = with(new Assignment(role, samsyn.school().id(), null));

        assertThat(may(user, permission, samsyn.school())).as("own unit").isEqualTo(own || all);
        assertThat(may(user, permission, below)).as("below").isEqualTo(own || all);
        assertThat(may(user, permission, samsyn.otherSchool())).as("sister").isEqualTo(all);
        assertThat(may(user, permission, samsyn.administration())).as("above").isEqualTo(all);
        assertThat(may(user, permission, samsyn.municipality())).as("the top").isEqualTo(all);
        assertThat(may(user, permission, independent)).as("independent").isFalse();
        assertThat(may(user, permission, compared)).as("compared").isFalse();
        assertThat(user.may(permission.name())).as("anywhere").isEqualTo(own || all);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyRoleWithEveryPermission")
    void aLentRoleReachesAsFarAndSaysForWhom(Role role, Permission permission) {
        CurrentUser user = with(new Assignment(role, samsyn.school().id(), 4711L));
        if (permission.ownUnits().contains(role) || permission.allUnits().contains(role)) {
            Grant grant = user.require(permission.name(), samsyn.school().id());
            assertThat(grant.userId()).isEqualTo(99);
            assertThat(grant.forUserId()).isEqualTo(4711);
        } else {
            assertThatThrownBy(() -> user.require(permission.name(), samsyn.school().id()))
                    .isInstanceOf(AccessDenied.class);
        }
    }

    /** The answer must be the same when the request remembers the organisation, one unit at a time or all at once. */
    private static boolean may(CurrentUser user, Permission permission, Unit unit) {
        CurrentUser inRequest = with(user.assignments().get(0), user.access().remembering(0));
        boolean may = user.may(permission.name(), unit.id());
        assertThat(inRequest.may(permission.name(), unit.id())).isEqualTo(may);
        assertThat(inRequest.units(permission.name()).contains(unit.id())).isEqualTo(may);
        assertThat(user.units(permission.name()).contains(unit.id())).isEqualTo(may);
        return may;
    }

    @Test
    void aRequestKnowsTheUnitThatItMade() {
        CurrentUser admin = with(
                new Assignment(Role.ADMINISTRATOR, samsyn.municipality().id(), null), samsyn.app().access().remembering(0));
        assertThat(admin.may(CorePermissions.UNIT_EDIT, samsyn.school().id())).isTrue();
        Unit made = samsyn.unit(samsyn.school(), UnitKind.LEISURE_CENTRE, "Nya fritidshemmet");
        assertThat(admin.may(CorePermissions.UNIT_EDIT, made.id())).isTrue();
    }

    @Test
    void aPartOfTheSystemMayWhatItWasLentOnOwnUnitsAndNothingElse() {
        CurrentUser acting =
                samsyn.app().access().acting("plugin:hr", Set.of(CorePermissions.MEASUREMENT_EDIT), Locale.ENGLISH);
        long school = samsyn.school().id();
        assertThat(acting.may(CorePermissions.MEASUREMENT_EDIT, school)).isTrue();
        assertThat(acting.may(CorePermissions.MEASUREMENT_EDIT, 987_654)).isFalse();
        assertThat(acting.may(CorePermissions.PLAN_EDIT, school)).isFalse();
        assertThat(acting.may(CorePermissions.PLAN_EDIT)).isFalse();
        assertThat(acting.mayOnAll(CorePermissions.SYSTEM_MANAGE)).isFalse();
        assertThat(acting.units(CorePermissions.MEASUREMENT_EDIT)).contains(school);
        assertThat(acting.units(CorePermissions.PLAN_READ)).isEmpty();
        assertThat(acting.require(CorePermissions.MEASUREMENT_EDIT, school)).isEqualTo(Grant.system("plugin:hr"));
        assertThatThrownBy(() -> acting.require(CorePermissions.PLAN_EDIT, school)).isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> acting.requireOnAll(CorePermissions.SYSTEM_MANAGE)).isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> acting.requireAnywhere(CorePermissions.USER_MANAGE)).isInstanceOf(AccessDenied.class);
    }

    /** A user is recognised anew for each request; what they share between requests must not outlive the move. */
    @Test
    void aUnitThatMovesIsReachedFromWhereItIsAtOnce() {
        Unit moving = samsyn.unit(samsyn.administration(), UnitKind.COMPULSORY_SCHOOL, "Flyttskolan");
        samsyn.user("chef", Role.HEAD, samsyn.administration());
        assertThat(headMayPlanFor(moving)).isTrue();
        assertThat(headMayPlanFor(moving)).isTrue();
        moveBelow(moving, samsyn.municipality());
        assertThat(headMayPlanFor(moving)).isFalse();
        moveBelow(moving, samsyn.administration());
        assertThat(headMayPlanFor(moving)).isTrue();
    }

    private static boolean headMayPlanFor(Unit unit) {
        return samsyn.acting("chef").may(CorePermissions.PLAN_EDIT, unit.id());
    }

    private static void moveBelow(Unit unit, Unit above) {
        UnitService units = samsyn.app().organisation().unitService();
        Unit now = samsyn.app().organisation().units().find(unit.id()).orElseThrow();
        units.update(samsyn.app().access().system("test"), now.id(), now.version(), UnitDetails.of(now).under(above.id()));
    }

    private static CurrentUser with(Assignment assignment) {
        return with(assignment, samsyn.app().access());
    }

    private static CurrentUser with(Assignment assignment, AccessControl access) {
        return new CurrentUser(99L, "Ada", List.of(assignment), Locale.ENGLISH, "test", false, access);
    }
}
