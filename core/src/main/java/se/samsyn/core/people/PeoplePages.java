package se.samsyn.core.people;

import static se.samsyn.core.access.CorePermissions.USER_MANAGE;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.Ids;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.people.UserRepository.Filter;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.Paging;
import se.samsyn.core.web.Rejection;

/** Everyone there is, searched and filtered; and their one-time links for a mail merge. */
final class PeoplePages {

    private final UserRepository users;
    private final RoleRepository roles;
    private final UnitRepository units;
    private final OneTimeLinks links;
    private final Reach reach;

    PeoplePages(
            UserRepository users, RoleRepository roles, UnitRepository units, OneTimeLinks links, Reach reach) {
        this.users = users;
        this.roles = roles;
        this.units = units;
        this.links = links;
        this.reach = reach;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/people", Access.permission(USER_MANAGE), request -> list(request, Form.of(filter(request)))),
                Route.post("/people/links", Access.permission(USER_MANAGE), this::links));
    }

    /**
     * A person in the list.
     *
     * @param managed whether the user may do anything about the person
     */
    record Row(User user, List<RoleText> roles, boolean hasPassword, boolean managed) {}

    /** A role in words. */
    record RoleText(String role, String unit, boolean ended) {}

    /** A choice in a list. */
    record Option(Object value, String label) {}

    private Response.Page list(Request request, Form form) {
        Filter filter = filterOf(form);
        Paging paging = Paging.of(request, "q", "role", "unit", "access");
        List<User> people = users.list(filter, paging.offset(), paging.size());
        int total = users.count(filter);
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("rows", rows(people, request));
        model.put("someOutside", !HttpRequest.user(request).mayOnAll(USER_MANAGE));
        model.put("total", total);
        model.put("pages", paging.links(total));
        model.put("roles", options(Arrays.stream(Role.values()).map(Enum::name).toList(), "people.role.", request));
        model.put("accesses", options(List.of("active", "blocked", "without"), "people.access.", request));
        model.put("units", units.tree(reach.today()).stream()
                .flatMap(top -> top.flat())
                .map(node -> new Option(node.unit().id(), "– ".repeat(node.depth()) + node.unit().name()))
                .toList());
        return Response.page("se/samsyn/core/people/people", model);
    }

    private List<Row> rows(List<User> people, Request request) {
        List<Long> ids = people.stream().map(User::id).toList();
        Map<Long, List<RoleAssignment>> held =
                roles.ofUsers(ids).stream().collect(Collectors.groupingBy(RoleAssignment::userId));
        Set<Long> unitIds = held.values().stream()
                .flatMap(List::stream)
                .map(RoleAssignment::unitId)
                .collect(Collectors.toSet());
        Map<Long, Unit> named = units.find(unitIds);
        Set<Long> withPassword = users.withPassword(ids);
        Set<Long> managed = reach.managed(HttpRequest.user(request), ids).keySet();
        LocalDate today = reach.today();
        return people.stream()
                .map(user -> new Row(
                        user,
                        held.getOrDefault(user.id(), List.of()).stream()
                                .sorted(Comparator.comparing(RoleAssignment::role))
                                .map(role -> new RoleText(
                                        request.text("people.role." + role.role()),
                                        named.get(role.unitId()).name(),
                                        !role.validOn(today)))
                                .toList(),
                        withPassword.contains(user.id()),
                        managed.contains(user.id())))
                .toList();
    }

    /** The chosen people, or all that the filter lets through, who have no password: a row each with their link. */
    private Response links(Request request) {
        Form form = Form.of(request);
        List<Long> chosen = form.checked("all")
                ? ids(filterOf(form))
                : form.all("user").stream().flatMap(id -> Ids.parse(id).stream().boxed()).toList();
        try {
            byte[] csv = links.csv(chosen, request);
            return new Response.File(request.text("people.links.file"), "text/csv;charset=utf-8", out -> out.write(csv));
        } catch (Rejection rejection) {
            return list(request, form.reject(rejection, request::text)).withStatus(422);
        }
    }

    private List<Long> ids(Filter filter) {
        return users.list(filter, 0, OneTimeLinks.MOST).stream().map(User::id).toList();
    }

    private static Map<String, String> filter(Request request) {
        Map<String, String> values = new HashMap<>();
        for (String name : List.of("q", "role", "unit", "access")) {
            values.put(name, Objects.toString(request.query(name), ""));
        }
        return values;
    }

    private static Filter filterOf(Form form) {
        String access = form.value("access");
        User.State state = access.equals("active")
                ? User.State.ACTIVE
                : access.equals("blocked") ? User.State.BLOCKED : null;
        Long unit = Ids.parse(form.value("unit")).stream().boxed().findFirst().orElse(null);
        return new Filter(form.value("q"), role(form.value("role")), unit, state, access.equals("without") ? false : null);
    }

    static @Nullable Role role(String text) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    static List<Option> options(List<String> values, String prefix, Request request) {
        return values.stream()
                .map(value -> new Option(value, request.text(prefix + value)))
                .toList();
    }
}
