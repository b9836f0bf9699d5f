package se.samsyn.core.people;

import static se.samsyn.core.access.CorePermissions.USER_MANAGE;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** A person: who they are, what they may, and what an administrator does about it. */
final class PersonPages {

    private static final String FOLDER = "se/samsyn/core/people/";

    /** So much of a person's history is shown. */
    private static final int MOST = 50;

    private final UserRepository users;
    private final UserService service;
    private final ChangeLog changes;
    private final RoleViews roleViews;
    private final OneTimeLinks links;
    private final Reach reach;
    private final History history;

    PersonPages(
            UserRepository users,
            UserService service,
            ChangeLog changes,
            RoleViews roleViews,
            OneTimeLinks links,
            Reach reach,
            History history) {
        this.users = users;
        this.service = service;
        this.changes = changes;
        this.roleViews = roleViews;
        this.links = links;
        this.reach = reach;
        this.history = history;
    }

    List<Route> routes() {
        Access manage = Access.permission(USER_MANAGE);
        return List.of(
                Route.get("/people/new", manage, request -> edit(request, Form.of(Map.of("locale", "sv")), null, null)),
                Route.post("/people/new", manage, this::create),
                Route.get("/people/{user}", manage, request -> person(request, RoleViews.emptyForm(), null)),
                Route.get("/people/{user}/edit", manage, this::edit),
                Route.post("/people/{user}/edit", manage, this::update),
                Route.post("/people/{user}/block", manage, request -> block(request, true)),
                Route.post("/people/{user}/unblock", manage, request -> block(request, false)),
                Route.post("/people/{user}/erase", manage, this::erase),
                Route.post("/people/{user}/link", manage, this::link));
    }

    /**
     * The person's page.
     *
     * @param form what was typed to give a role
     * @param link a one-time link that was just made
     */
    Response.Page person(Request request, Form form, OneTimeLinks.@Nullable Made link) {
        CurrentUser who = HttpRequest.user(request);
        User user = found(request);
        Map<String, Object> model = new HashMap<>();
        model.put("user", user);
        model.put("form", form);
        model.put("roles", roleViews.of(user.id(), request));
        model.put("lent", roleViews.lentTo(user.id(), request));
        model.put("roleOptions", roleViews.roleOptions(request));
        model.put("unitOptions", roleViews.unitOptions(who));
        model.put("hasPassword", users.withPassword(Set.of(user.id())).contains(user.id()));
        model.put("manages", user.state() != User.State.ERASED && reach.mayManage(who, user.id()));
        model.put("self", Objects.equals(who.userId(), user.id()));
        model.put("link", link == null ? null : HttpRequest.origin(request) + link.path());
        model.put("expires", link == null ? null : link.expiresAt());
        model.put("items", items(user, request));
        return Response.page(FOLDER + "person", model);
    }

    /** What has happened to the person, their account and the roles they have or had. */
    private List<HistoryItem> items(User user, Request request) {
        Set<Long> self = Set.of(user.id());
        return Stream.of(
                        history.of(UserService.ENTITY, self, MOST, request),
                        history.of(CredentialLog.PASSWORD, self, MOST, request),
                        history.of(CredentialLog.LINK, self, MOST, request),
                        history.of(CredentialLog.TOKEN, changes.holding(CredentialLog.TOKEN, "user", user.id()), MOST, request),
                        history.of(RoleService.ENTITY, changes.holding(RoleService.ENTITY, "userId", user.id()), MOST, request),
                        history.of(RoleService.DELEGATION, delegations(user.id()), MOST, request))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(HistoryItem::at).reversed())
                .limit(MOST)
                .toList();
    }

    /** What the person has lent and has been lent. */
    private Set<Long> delegations(long userId) {
        Set<Long> all = new HashSet<>(changes.holding(RoleService.DELEGATION, "userId", userId));
        all.addAll(changes.holding(RoleService.DELEGATION, "toUserId", userId));
        return all;
    }

    private Response create(Request request) {
        Form form = Form.of(request);
        try {
            User user = service.create(HttpRequest.user(request), details(form));
            return Response.redirect("/people/" + user.id()).withNotice("people.user.added", user.name());
        } catch (Rejection rejection) {
            return edit(request, form.reject(rejection, request::text), null, null).withStatus(422);
        }
    }

    private Response edit(Request request) {
        User user = managed(request);
        Map<String, Object> values = new HashMap<>();
        values.put("username", user.username());
        values.put("name", user.name());
        values.put("email", user.email());
        values.put("locale", user.locale());
        values.put("version", user.version());
        return edit(request, Form.of(values), user, null);
    }

    private Response update(Request request) {
        User user = managed(request);
        Form form = Form.of(request);
        try {
            User saved = service.update(HttpRequest.user(request), user.id(), version(form), details(form));
            return Response.redirect("/people/" + user.id()).withNotice("people.user.saved", saved.name());
        } catch (Rejection rejection) {
            return edit(request, form.reject(rejection, request::text), user, null).withStatus(422);
        } catch (StaleVersion e) {
            HistoryItem meanwhile =
                    history.last(UserService.ENTITY, user.id(), request).orElse(null);
            form.put("version", Integer.toString(user.version()));
            return edit(request, form, user, meanwhile).withStatus(409);
        }
    }

    private static Response.Page edit(
            Request request, Form form, @Nullable User user, @Nullable HistoryItem meanwhile) {
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("user", user);
        model.put("meanwhile", meanwhile);
        model.put("languages", PeoplePages.options(UserService.languages(), "people.language.", request));
        return Response.page(FOLDER + "person-edit", model);
    }

    private Response block(Request request, boolean blocked) {
        User user = found(request);
        return act(request, user, () -> service.block(
                HttpRequest.user(request), user.id(), version(Form.of(request)), blocked),
                blocked ? "people.user.blocked" : "people.user.unblocked");
    }

    private Response erase(Request request) {
        User user = found(request);
        return act(
                request,
                user,
                () -> service.erase(HttpRequest.user(request), user.id(), version(Form.of(request))),
                "people.user.erased");
    }

    private Response act(Request request, User user, Runnable action, String notice) {
        try {
            action.run();
            return Response.redirect("/people/" + user.id()).withNotice(notice, user.name());
        } catch (Rejection rejection) {
            return person(request, RoleViews.emptyForm().reject(rejection, request::text), null).withStatus(422);
        } catch (StaleVersion e) {
            return stale(request);
        }
    }

    /** The person's page as it is now, for what was to be done from an older one. */
    Response.Page stale(Request request) {
        Form form = RoleViews.emptyForm().reject("", request.text("people.stale"));
        return person(request, form, null).withStatus(409);
    }

    private Response link(Request request) {
        User user = managed(request);
        return links.make(HttpRequest.user(request), List.of(user.id())).stream()
                .findFirst()
                .map(made -> person(request, RoleViews.emptyForm(), made))
                .orElseThrow(() -> new NotFound("active user " + user.id()));
    }

    private User managed(Request request) {
        User user = found(request);
        if (user.state() == User.State.ERASED || !reach.mayManage(HttpRequest.user(request), user.id())) {
            throw new AccessDenied(USER_MANAGE);
        }
        return user;
    }

    private User found(Request request) {
        String id = request.pathParameter("user");
        return Ids.parse(id).stream()
                .boxed()
                .flatMap(number -> users.find(number).stream())
                .findFirst()
                .orElseThrow(() -> new NotFound("user " + id));
    }

    private static UserDetails details(Form form) {
        return new UserDetails(
                form.value("username"), form.value("name"), form.value("email"), form.value("locale"));
    }

    private static int version(Form form) {
        return (int) Ids.parse(form.value("version")).orElse(0);
    }
}
