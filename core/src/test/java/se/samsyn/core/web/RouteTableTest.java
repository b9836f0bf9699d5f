package se.samsyn.core.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.web.RouteTable.RouteConflict;

class RouteTableTest {

    private final RouteTable table = new RouteTable(List.of(
            get("/"),
            get("/goals"),
            post("/goals"),
            get("/goals/new"),
            get("/goals/{goal}"),
            get("/goals/{goal}/history"),
            get("/{section}/new/draft")));

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/goals, /goals",
        "/goals/, /goals",
        "/goals/new, /goals/new",
        "/goals/7, /goals/{goal}",
        "/goals/new/history, /goals/{goal}/history",
        "/goals/new/draft, /{section}/new/draft",
        "/plans/new/draft, /{section}/new/draft"
    })
    void aLiteralIsPreferredAndAParameterTriedAfterIt(String path, String route) {
        assertThat(table.match(Route.Method.GET, path).map(match -> match.route().path())).contains(route);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plans", "//goals", "/goals//history", "/goals/7/history/8", "/goals/%zz", "/GOALS"})
    void whatIsNotThereIsNotFound(String path) {
        assertThat(table.match(Route.Method.GET, path)).isEmpty();
        assertThat(table.allowed(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/goals/%C3%A5+b, å+b", "/goals/a%2Fb, a/b", "/goals/%7Bgoal%7D, {goal}"})
    void parametersAreDecodedOnceAndNeverSplit(String path, String value) {
        Optional<RouteTable.Match> match = table.match(Route.Method.GET, path);
        assertThat(match.map(RouteTable.Match::parameters)).contains(Map.of("goal", value));
    }

    @Test
    void theMethodsOfAPathAreTold() {
        assertThat(table.allowed("/goals")).isEqualTo("GET, POST");
        assertThat(table.match(Route.Method.DELETE, "/goals")).isEmpty();
    }

    @Test
    void routesThatCannotBeToldApartAreRefused() {
        assertThatThrownBy(() -> new RouteTable(List.of(get("/a/{x}"), get("/a/{y}"))))
                .isInstanceOfSatisfying(RouteConflict.class, conflict -> {
                    assertThat(conflict.route().path()).isEqualTo("/a/{y}");
                    assertThat(conflict.parameter()).isNull();
                });
        assertThatThrownBy(() -> new RouteTable(List.of(get("/{x}/{x}"))))
                .isInstanceOfSatisfying(
                        RouteConflict.class, conflict -> assertThat(conflict.parameter()).isEqualTo("{x}"));
    }

    private static Route get(String path) {
        return Route.get(path, Access.everyone(), request -> Response.redirect("/"));
    }

    private static Route post(String path) {
        return Route.post(path, Access.everyone(), request -> Response.redirect("/"));
    }
}
