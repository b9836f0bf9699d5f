package se.samsyn.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;

class RoutesTest {

    /** What someone who is not signed in may send; each guards itself. */
    private static final Set<String> UNSAFE_AND_PUBLIC = Set.of("/login", "/login/demo", "/welcome/{secret}", "/setup/{step}");

    @Test
    void onlyAFewRoutesTakeChangesFromAnyone() {
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            assertThat(samsyn.app().routes().stream()
                            .filter(route -> route.method() != Route.Method.GET)
                            .filter(route -> route.access().kind() == Access.Kind.PUBLIC)
                            .map(Route::path))
                    .containsExactlyInAnyOrderElementsOf(UNSAFE_AND_PUBLIC);
        }
    }

    @Test
    void everyPermissionThatARouteAsksForIsInTheTable() {
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            List<String> known =
                    CorePermissions.ALL.stream().map(permission -> permission.name()).toList();
            assertThat(samsyn.app().routes().stream()
                            .filter(route -> route.access().kind() == Access.Kind.PERMISSION)
                            .map(route -> route.access().permission()))
                    .isSubsetOf(known);
        }
    }

    @Test
    void noTwoRoutesShareAnAddress() {
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            assertThat(samsyn.app().routes().stream()
                            .map(route -> route.method() + " " + route.path().replaceAll("\\{[^}]*}", "{}")))
                    .doesNotHaveDuplicates();
        }
    }
}
