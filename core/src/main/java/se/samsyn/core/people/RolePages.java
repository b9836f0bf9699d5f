package se.samsyn.core.people;

import static se.samsyn.core.access.CorePermissions.USER_MANAGE;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.people.UserRepository.Filter;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Gives, ends and lends roles. */
final class RolePages {

    private static final int HITS = 20;

    private final RoleRepository roles;
    private final RoleService service;
    private final RoleViews views;
    private final UserRepository users;
    private final PersonPages person;
    private final History history;

    RolePages(
            RoleRepository roles,
            RoleService service,
            RoleViews views,
            UserRepository users,
            PersonPages person,
            History history) {
        this.roles = roles;
        this.service = service;
        this.views = views;
        this.users = users;
        this.person = person;
        this.history = history;
    }

    List<Route> routes() {
        Access manage = Access.permission(USER_MANAGE);
        return List.of(
                Route.post("/people/{user}/roles", manage, this::give),
                Route.post("/people/{user}/roles/{role}/dates", manage, this::change),
                Route.post("/people/{user}/roles/{role}/remove", manage, this::remove),
                Route.get("/roles/{role}", Access.signedIn(), this::show),
                Route.get("/roles/{role}/delegate", Access.signedIn(), request -> delegate(request, form(request))),
                Route.post("/roles/{role}/delegate", Access.signedIn(), this::lend),
                Route.post("/delegations/{delegation}/end", Access.signedIn(), this::end));
    }

    private Response give(Request request) {
        Form form = Form.of(request);
        long userId = id(request.pathParameter("user"));
        return onPerson(request, form, userId, "people.role.given", () -> {
            Role role = PeoplePages.role(form.value("role"));
            long unitId = Ids.parse(form.value("unit")).orElse(0);
            new Rejection.Check()
                    .that(role != null, "role", "web.input.choose")
                    .that(unitId != 0, "unit", "web.input.choose")
                    .done();
            service.give(
                    HttpRequest.user(request), userId, role, unitId, form.date("validFrom"), form.date("validTo"));
        });
    }

    private Response change(Request request) {
        Form form = Form.of(request);
        RoleAssignment role = managed(request);
        try {
            int version = (int) Ids.parse(form.value("version")).orElse(0);
            service.change(
                    HttpRequest.user(request), role.id(), version, form.date("validFrom"), form.date("validTo"));
            return Response.redirect("/people/" + role.userId()).withNotice("people.role.changed");
        } catch (Rejection rejection) {
            return dates(request, role, form.reject(rejection, request::text), null).withStatus(422);
        } catch (StaleVersion e) {
            form.put("version", Integer.toString(role.version()));
            HistoryItem meanwhile =
                    history.last(RoleService.ENTITY, role.id(), request).orElse(null);
            return dates(request, role, form, meanwhile).withStatus(409);
        }
    }

    /** The form for a role's days on a page of its own, with what was typed in it. */
    private Response.Page dates(Request request, RoleAssignment role, Form form, @Nullable HistoryItem meanwhile) {
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("role", views.one(role, request));
        model.put("meanwhile", meanwhile);
        return Response.page("se/samsyn/core/people/role-dates", model);
    }

    private Response remove(Request request) {
        Form form = Form.of(request);
        long userId = id(request.pathParameter("user"));
        return onPerson(request, form, userId, "people.role.removed", () -> service.remove(
                HttpRequest.user(request),
                id(request.pathParameter("role")),
                (int) Ids.parse(form.value("version")).orElse(0)));
    }

    private Response onPerson(Request request, Form form, long userId, String notice, Runnable action) {
        try {
            action.run();
            return Response.redirect("/people/" + userId).withNotice(notice);
        } catch (Rejection rejection) {
            return person.person(request, form.reject(rejection, request::text), null).withStatus(422);
        } catch (StaleVersion e) {
            return person.stale(request);
        }
    }

    /** Where the role is told of: on its holder's page for those who manage people, else on its unit's. */
    private Response show(Request request) {
        RoleAssignment role = found(request);
        boolean manages = HttpRequest.user(request).may(CorePermissions.USER_MANAGE, role.unitId());
        return Response.redirect(manages ? "/people/" + role.userId() : "/units/" + role.unitId());
    }

    private Response.Page delegate(Request request, Form form) {
        RoleAssignment role = lendable(request);
        String searched = form.value("q");
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("role", views.one(role, request));
        model.put("searched", !searched.isEmpty());
        model.put("hits", searched.isEmpty() ? List.of() : hits(searched, role, request));
        model.put("back", back(request, role));
        return Response.page("se/samsyn/core/people/delegate", model);
    }

    /** A person to choose. */
    record Hit(long value, String label, String help) {}

    /** Those found, with what they are and where: many have the same name. */
    private List<Hit> hits(String searched, RoleAssignment role, Request request) {
        Filter filter = new Filter(searched, null, null, User.State.ACTIVE, null);
        List<User> found = users.list(filter, 0, HITS).stream()
                .filter(user -> user.id() != role.userId())
                .toList();
        Map<Long, String> what = views.told(found.stream().map(User::id).toList(), request);
        return found.stream()
                .map(user -> new Hit(
                        user.id(),
                        user.name(),
                        what.containsKey(user.id()) ? what.get(user.id()) + " · " + user.username() : user.username()))
                .toList();
    }

    private Response lend(Request request) {
        RoleAssignment role = lendable(request);
        Form form = Form.of(request);
        try {
            LocalDate from = form.date("validFrom");
            LocalDate to = form.date("validTo");
            long toUser = Ids.parse(form.value("toUser")).orElse(0);
            new Rejection.Check()
                    .that(toUser != 0, "toUser", "people.delegation.error.nobody")
                    .that(from != null, "validFrom", "web.input.required")
                    .that(to != null, "validTo", "web.input.required")
                    .done();
            service.delegate(HttpRequest.user(request), role.id(), toUser, from, to);
            return Response.redirect(back(request, role)).withNotice("people.delegation.made");
        } catch (Rejection rejection) {
            return delegate(request, form.reject(rejection, request::text)).withStatus(422);
        }
    }

    private Response end(Request request) {
        long id = id(request.pathParameter("delegation"));
        Delegation lent = roles.findDelegation(id).orElseThrow(() -> new NotFound("delegation " + id));
        RoleAssignment role = roles.find(lent.assignmentId()).orElseThrow(() -> new NotFound("role"));
        service.endDelegation(HttpRequest.user(request), id);
        return Response.redirect(back(request, role)).withNotice("people.delegation.ended");
    }

    private RoleAssignment lendable(Request request) {
        RoleAssignment role = found(request);
        if (!service.mayDelegate(HttpRequest.user(request), role)) {
            throw new AccessDenied(CorePermissions.ROLE_DELEGATE);
        }
        return role;
    }

    private RoleAssignment managed(Request request) {
        RoleAssignment role = found(request);
        if (role.userId() != id(request.pathParameter("user"))) {
            throw new NotFound("role " + role.id() + " of another");
        }
        HttpRequest.user(request).require(USER_MANAGE, role.unitId());
        return role;
    }

    private RoleAssignment found(Request request) {
        long id = id(request.pathParameter("role"));
        return roles.find(id).orElseThrow(() -> new NotFound("role " + id));
    }

    private static String back(Request request, RoleAssignment role) {
        CurrentUser who = HttpRequest.user(request);
        boolean others = !Objects.equals(who.userId(), role.userId()) && who.may(USER_MANAGE, role.unitId());
        return others ? "/people/" + role.userId() : "/account";
    }

    private static Form form(Request request) {
        return Form.of(Map.of("q", Objects.toString(request.query("q"), "")));
    }

    private static long id(String text) {
        return Ids.parse(text).orElseThrow(() -> new NotFound(text));
    }
}
