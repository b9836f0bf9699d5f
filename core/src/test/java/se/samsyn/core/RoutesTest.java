package se.samsyn.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
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
                            .map(route -> route.access().permission())
                            .filter(Objects::nonNull))
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

    @Test
    void whatAllOfTheMunicipalityIsAboutIsClosedToTheAdministratorOfOneSchool() {
        try (TestSamsyn samsyn = TestSamsyn.start()) {
            TestClient one = samsyn.signIn("one", Role.ADMINISTRATOR);
            one.get("/my-page");
            TestClient script = samsyn.api("one");
            List<Route> closed = samsyn.app().routes().stream()
                    .filter(route -> route.access().kind() == Access.Kind.PERMISSION_EVERYWHERE)
                    .toList();
            assertThat(closed.stream().map(Route::path)).contains("/settings", "/settings/modules", "/settings/mail");
            for (Route route : closed) {
                String address = route.path().replaceAll("\\{[^}]*}", "1");
                int status = address.startsWith("/api/")
                        ? script.json(route.method().name(), address, Map.of()).status()
                        : route.method() == Route.Method.GET
                                ? one.get(address).status()
                                : one.post(address, Map.of()).status();
                assertThat(status).as("%s %s", route.method(), address).isEqualTo(403);
            }
        }
    }
}
