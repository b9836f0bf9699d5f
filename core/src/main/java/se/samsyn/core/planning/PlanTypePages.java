package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.planning.GoalForm.Difference;
import se.samsyn.core.planning.PlanType.Calendar;
import se.samsyn.core.planning.PlanType.Level;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.PageParts.Crumb;
import se.samsyn.core.web.PageParts.Option;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** The municipality names its governance models and their levels. */
final class PlanTypePages {

    private static final String FOLDER = "se/samsyn/core/planning/";
    private static final int EMPTY_LEVELS = 2;

    private final PlanTypeService types;
    private final PlanningSurroundings around;

    PlanTypePages(PlanTypeService types, PlanningSurroundings around) {
        this.types = types;
        this.around = around;
    }

    List<Route> routes() {
        Access manage = Access.permission(CorePermissions.SYSTEM_MANAGE).everywhere();
        return List.of(
                Route.get("/plan-types", manage, this::list),
                Route.get("/plan-types/new", manage, this::blank),
                Route.post("/plan-types", manage, this::create),
                Route.get("/plan-types/{type}", manage, this::form),
                Route.post("/plan-types/{type}", manage, this::save));
    }

    /** A level as a field. */
    public record LevelRow(int number, String id, String name) {}

    /** What the form is drawn from; the model is null for a new one, the conflict unless someone else has saved meanwhile. */
    public record TypeView(
            @Nullable PlanType type,
            List<LevelRow> levels,
            List<Option> calendars,
            List<Crumb> crumbs,
            @Nullable List<Difference> conflict,
            List<HistoryItem> history) {

        public @Nullable HistoryItem last() {
            return history.isEmpty() ? null : history.get(0);
        }
    }

    private Response list(Request request) {
        return Response.page(FOLDER + "plan-types", Map.of("types", types.all()));
    }

    private Response blank(Request request) {
        return page(request, Form.of(Map.of("calendar", Calendar.FISCAL_YEAR.name())), null);
    }

    private Response create(Request request) {
        Form form = Form.of(request);
        Calendar calendar = Arrays.stream(Calendar.values())
                .filter(c -> c.name().equals(form.value("calendar")))
                .findFirst()
                .orElse(Calendar.FISCAL_YEAR);
        try {
            List<String> names = levels(form).stream().map(Level::name).toList();
            types.create(HttpRequest.user(request), form.value("name"), calendar, names);
            return Response.redirect("/plan-types").withNotice("planning.type.saved");
        } catch (Rejection rejection) {
            return page(request, form.reject(rejection, request::text), null).withStatus(422);
        }
    }

    private Response form(Request request) {
        PlanType type = type(request);
        Map<String, Object> values = new HashMap<>();
        values.put("name", type.name());
        values.put("version", type.version());
        Form form = Form.of(values)
                .with("levelId", type.levels().stream().map(level -> String.valueOf(level.id())).toList())
                .with("levelName", type.levels().stream().map(Level::name).toList());
        return page(request, form, type);
    }

    private Response save(Request request) {
        PlanType type = type(request);
        Form form = Form.of(request);
        String resolution = form.value("resolution");
        if (resolution.equals("theirs")) {
            return Response.redirect("/plan-types/" + type.id());
        }
        try {
            int version = (int) Ids.parse(form.value(resolution.isEmpty() ? "version" : "conflictVersion")).orElse(0);
            types.edit(HttpRequest.user(request), type.id(), version, form.value("name"), levels(form));
            return Response.redirect("/plan-types").withNotice("planning.type.saved");
        } catch (Rejection rejection) {
            return page(request, form.reject(rejection, request::text), type).withStatus(422);
        } catch (StaleVersion stale) {
            return page(request, form, type, differences(request, form, type)).withStatus(409);
        }
    }

    /** Where the form and the model as it is now say different things. */
    private static List<Difference> differences(Request request, Form form, PlanType now) {
        List<Difference> differences = new ArrayList<>();
        if (!form.value("name").equals(now.name())) {
            differences.add(new Difference(request.text("planning.type.field.name"), form.value("name"), now.name()));
        }
        String mine = names(levels(form));
        String theirs = names(now.levels());
        if (!mine.equals(theirs)) {
            differences.add(new Difference(request.text("planning.type.field.levels"), mine, theirs));
        }
        return differences;
    }

    private static String names(List<Level> levels) {
        return levels.stream().map(Level::name).collect(Collectors.joining(", "));
    }

    /** The levels in the form; an emptied name takes its level away. */
    private static List<Level> levels(Form form) {
        List<Level> levels = new ArrayList<>();
        List<String> ids = form.all("levelId");
        List<String> names = form.all("levelName");
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isBlank()) {
                long id = i < ids.size() ? Ids.parse(ids.get(i)).orElse(0) : 0;
                levels.add(new Level(id, 0, names.get(i)));
            }
        }
        return levels;
    }

    private Response.Page page(Request request, Form form, @Nullable PlanType type) {
        return page(request, form, type, null);
    }

    private Response.Page page(
            Request request, Form form, @Nullable PlanType type, @Nullable List<Difference> conflict) {
        List<LevelRow> rows = new ArrayList<>();
        levels(form).forEach(level -> rows.add(new LevelRow(
                rows.size(), level.id() == 0 ? "" : String.valueOf(level.id()), level.name())));
        for (int i = 0; i < EMPTY_LEVELS; i++) {
            rows.add(new LevelRow(rows.size(), "", ""));
        }
        TypeView view = new TypeView(
                type,
                rows,
                Arrays.stream(Calendar.values())
                        .map(c -> new Option(c.name(), request.text("planning.type.calendar." + c)))
                        .toList(),
                List.of(new Crumb(request.text("planning.type.title"), "/plan-types")),
                conflict,
                type == null
                        ? List.of()
                        : around.history().of(PlanTypeService.ENTITY, type.id(), 20, request));
        return Response.page(FOLDER + "plan-type", Map.of("view", view, "form", form));
    }

    private PlanType type(Request request) {
        String id = request.pathParameter("type");
        return types.find(Ids.parse(id).orElse(0)).orElseThrow(() -> new NotFound("plan type " + id));
    }
}
