package se.samsyn.core.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.planning.Activity.State;
import se.samsyn.core.planning.GoalForm.Difference;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.PageParts.Crumb;
import se.samsyn.core.web.PageParts.Option;
import se.samsyn.core.web.PageParts.Who;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** The form of an activity, for a new one and for changing one. */
final class ActivityEditPages {

    private static final String TEMPLATE = "se/samsyn/core/planning/activity-edit";
    private static final int LONGEST_CHOICE = 90;

    private final GoalService goals;
    private final ActivityService activities;
    private final PlanningReferences references;
    private final ActivityCauses causes;
    private final PlanningSurroundings around;

    ActivityEditPages(
            GoalService goals,
            ActivityService activities,
            PlanningReferences references,
            ActivityCauses causes,
            PlanningSurroundings around) {
        this.goals = goals;
        this.activities = activities;
        this.references = references;
        this.causes = causes;
        this.around = around;
    }

    List<Route> routes() {
        Access edit = Access.permission(CorePermissions.ACTIVITY_EDIT);
        return List.of(
                Route.get("/goals/{goal}/activities/new", edit, this::blank),
                Route.post("/goals/{goal}/activities", edit, this::create),
                Route.get("/units/{unit}/activities/new", edit.on("unit"), this::blankOnUnit),
                Route.post("/units/{unit}/activities", edit.on("unit"), this::createOnUnit),
                Route.get("/activities/{activity}/edit", edit, this::form),
                Route.post("/activities/{activity}/edit", edit, this::save));
    }

    /** What the form is drawn from; the activity is null for a new one. */
    public record EditView(
            @Nullable Activity activity,
            String action,
            String back,
            List<Option> people,
            List<Option> states,
            List<Option> causes,
            List<Crumb> crumbs,
            @Nullable HistoryItem other,
            List<Difference> differences) {}

    private Response blank(Request request) {
        GoalRow goal = goals.row(HttpRequest.user(request), GoalPages.id(request));
        requireEdit(request, goal.unitId());
        return blank(request, ActivityPlace.of(goal));
    }

    private Response blankOnUnit(Request request) {
        return blank(request, ActivityPlace.of(UnitActivityPages.unit(request, around)));
    }

    private Response blank(Request request, ActivityPlace place) {
        Form form = Form.of(Map.of(
                "state", State.NOT_STARTED.name(), "progress", "0", "cause", Objects.toString(request.query("cause"), "")));
        CurrentUser user = HttpRequest.user(request);
        return page(request, form.with("owners", List.of(user.id())), place, null, false);
    }

    private Response create(Request request) {
        CurrentUser user = HttpRequest.user(request);
        GoalRow goal = goals.row(user, GoalPages.id(request));
        return create(
                request, ActivityPlace.of(goal), draft -> activities.create(user, goal.goal().id(), draft));
    }

    private Response createOnUnit(Request request) {
        CurrentUser user = HttpRequest.user(request);
        ActivityPlace place = ActivityPlace.of(UnitActivityPages.unit(request, around));
        return create(request, place, draft -> activities.createOnUnit(user, place.unitId(), draft, null));
    }

    private Response create(Request request, ActivityPlace place, Function<ActivityDraft, Activity> saving) {
        Form form = Form.of(request);
        ActivityDraft draft = draft(request, form);
        if (form.valid()) {
            try {
                Activity activity = saving.apply(draft);
                return Response.redirect(place.list()).withNotice("planning.activity.created", activity.title());
            } catch (Rejection rejection) {
                form.reject(rejection, request::text);
            }
        }
        return page(request, form, place, null, false).withStatus(422);
    }

    private Response form(Request request) {
        ActivityRow row = activities.row(HttpRequest.user(request), ActivityPages.id(request));
        requireEdit(request, row.unitId());
        return page(request, filled(row.activity()), ActivityPlace.of(row), row.activity(), false);
    }

    private Response save(Request request) {
        CurrentUser user = HttpRequest.user(request);
        ActivityRow row = activities.row(user, ActivityPages.id(request));
        requireEdit(request, row.unitId());
        Activity now = row.activity();
        ActivityPlace place = ActivityPlace.of(row);
        Form form = Form.of(request);
        String resolution = form.value("resolution");
        if (resolution.equals("theirs")) {
            return Response.redirect(Addresses.activity(now.id()));
        }
        ActivityDraft draft = draft(request, form);
        if (!form.valid()) {
            return page(request, form, place, now, false).withStatus(422);
        }
        try {
            int expected = ActivityPages.version(form, resolution.isEmpty() ? "version" : "conflictVersion");
            activities.edit(user, now.id(), expected, resolution.equals("both") ? both(draft, now) : draft);
            return Response.redirect(place.list()).withNotice("planning.activity.saved");
        } catch (Rejection rejection) {
            form.reject(rejection, request::text);
            return page(request, form, place, now, false).withStatus(422);
        } catch (StaleVersion stale) {
            Activity theirs = activities.get(user, now.id());
            return page(request, form, place, theirs, true).withStatus(409);
        }
    }

    private static ActivityDraft both(ActivityDraft mine, Activity theirs) {
        String description = mine.description().equals(theirs.description())
                ? mine.description()
                : theirs.description() + "\n\n" + mine.description();
        return new ActivityDraft(
                mine.title(), description, mine.ownerIds(), mine.starts(), mine.due(), mine.state(), mine.progress(),
                mine.causeId());
    }

    private Response.Page page(
            Request request, Form form, ActivityPlace place, @Nullable Activity activity, boolean conflict) {
        EditView view = new EditView(
                activity,
                activity == null ? place.list() : Addresses.activity(activity.id()) + "/edit",
                activity == null ? place.list() : Addresses.activity(activity.id()),
                people(place.unitId(), form),
                Arrays.stream(State.values())
                        .map(state -> new Option(state.name(), request.text("planning.activity.state." + state)))
                        .toList(),
                causes(request, place, activity),
                place.crumbs(request),
                conflict
                        ? around.history().last(ActivityService.ENTITY, activity.id(), request).orElse(null)
                        : null,
                conflict ? differences(request, form, activity) : List.of());
        return Response.page(TEMPLATE, Map.of("view", view, "form", form));
    }

    private static List<Difference> differences(Request request, Form form, Activity theirs) {
        Form now = filled(theirs);
        List<Difference> differences = new ArrayList<>();
        for (String field : List.of("title", "description", "starts", "due", "progress")) {
            String mine = form.value(field).replace("\r\n", "\n");
            if (!mine.equals(now.value(field))) {
                differences.add(
                        new Difference(request.text("planning.activity.field." + field), mine, now.value(field)));
            }
        }
        if (!form.value("state").equals(now.value("state"))) {
            differences.add(new Difference(
                    request.text("planning.activity.field.state"),
                    request.text("planning.activity.state." + state(form.value("state"))),
                    request.text("planning.activity.state." + theirs.state())));
        }
        return differences;
    }

    private static Form filled(Activity activity) {
        Map<String, Object> values = new HashMap<>();
        values.put("title", activity.title());
        values.put("description", activity.description());
        values.put("starts", activity.starts());
        values.put("due", activity.due());
        values.put("state", activity.state());
        values.put("progress", activity.progress());
        values.put("cause", activity.causeId());
        values.put("version", activity.version());
        return Form.of(values).with("owners", activity.ownerIds().stream().map(String::valueOf).toList());
    }

    /** What the form says; what cannot be read is marked. */
    private static ActivityDraft draft(Request request, Form form) {
        List<Long> owners = form.all("owners").stream()
                .filter(id -> !id.isBlank())
                .map(id -> Ids.parse(id).orElse(0))
                .toList();
        return new ActivityDraft(
                form.value("title"),
                form.value("description"),
                owners,
                date(request, form, "starts"),
                date(request, form, "due"),
                state(form.value("state")),
                progress(request, form),
                form.value("cause").isEmpty() ? null : Ids.parse(form.value("cause")).orElse(0));
    }

    private static @Nullable LocalDate date(Request request, Form form, String field) {
        if (form.value(field).isEmpty()) {
            return null;
        }
        return form.plannedDate(request, field, "planning.activity.error.date");
    }

    private static int progress(Request request, Form form) {
        String text = form.value("progress");
        if (text.matches("\\d{1,3}")) {
            return Integer.parseInt(text);
        }
        if (!text.isEmpty()) {
            form.reject("progress", request.text("planning.activity.error.progress"));
        }
        return 0;
    }

    private static State state(String name) {
        return Arrays.stream(State.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElse(State.NOT_STARTED);
    }

    /** What it can be done about: what has been found of its goal first, and what it points at already. */
    private List<Option> causes(Request request, ActivityPlace place, @Nullable Activity activity) {
        CurrentUser user = HttpRequest.user(request);
        Long goal = place.goal() == null ? null : place.goal().id();
        Map<Long, FoundCause> found = new LinkedHashMap<>();
        List<FoundCause> onUnit = causes.onUnit(user, place.unitId());
        onUnit.stream().filter(one -> Objects.equals(one.goalId(), goal)).forEach(one -> found.put(one.cause().id(), one));
        onUnit.forEach(one -> found.putIfAbsent(one.cause().id(), one));
        Long present = activity == null ? null : activity.causeId();
        if (present != null) {
            causes.of(user, List.of(present)).forEach(found::putIfAbsent);
        }
        List<Option> options = new ArrayList<>();
        found.values().forEach(one -> options.add(new Option(
                one.cause().id(),
                request.text("planning.activity.cause.option", shortened(one.cause().text()), one.round()))));
        if (present != null && !found.containsKey(present)) {
            options.add(new Option(present, request.text("planning.activity.cause.hidden")));
        }
        return options;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_CHOICE ? text : text.substring(0, LONGEST_CHOICE).strip() + "…";
    }

    /** Those with a role on the unit or above it, and those chosen already. */
    private List<Option> people(long unitId, Form form) {
        Map<Long, Who> people = new LinkedHashMap<>();
        references.peopleOn(around.units().withAncestors(unitId)).forEach(who -> people.put(who.id(), who));
        List<Long> chosen = form.all("owners").stream().map(id -> Ids.parse(id).orElse(0)).toList();
        around.people(chosen).forEach(people::putIfAbsent);
        return people.values().stream().map(who -> new Option(who.id(), who.name())).toList();
    }

    private static void requireEdit(Request request, long unitId) {
        if (!HttpRequest.user(request).may(CorePermissions.ACTIVITY_EDIT, unitId)) {
            throw new AccessDenied(CorePermissions.ACTIVITY_EDIT);
        }
    }
}
