package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.Assignment;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.organisation.UnitNode;
import se.samsyn.core.planning.PlanType.Calendar;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.PageParts.Crumb;
import se.samsyn.core.web.PageParts.Option;
import se.samsyn.core.web.PageParts.Tally;
import se.samsyn.core.web.Rejection;

/** 'Planer och mål': every plan that one may read, and the form for a new one. */
final class PlanListPages {

    private static final int PAGE_SIZE = 25;

    private final PlanTypeService types;
    private final PlanService plans;
    private final GoalService goals;
    private final PlanningSurroundings around;

    PlanListPages(PlanTypeService types, PlanService plans, GoalService goals, PlanningSurroundings around) {
        this.types = types;
        this.plans = plans;
        this.goals = goals;
        this.around = around;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/plans", Access.permission(CorePermissions.PLAN_READ), this::list),
                Route.get("/plans/new", Access.permission(CorePermissions.PLAN_EDIT), this::blank),
                Route.post("/plans", Access.permission(CorePermissions.PLAN_EDIT), this::create));
    }

    /** A plan in the list. */
    public record Item(
            long id, String title, String unit, String kind, String period, Plan.State state, int goals, List<Tally> tally) {}

    /** What the list shows. */
    public record ListView(
            List<Item> mine,
            List<Item> others,
            List<Option> periods,
            List<Option> kinds,
            List<Option> states,
            boolean filtered,
            boolean mayCreate,
            boolean mayName,
            @Nullable String previous,
            @Nullable String next,
            String range) {}

    private Response list(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Set<Long> own = user.assignments().stream().map(Assignment::unitId).collect(Collectors.toSet());
        PlanQuery query = new PlanQuery(
                Period.parse(request.query("period")).orElse(null),
                kind(request.query("kind")),
                null,
                state(request.query("state")),
                own);
        int page = Math.max(1, (int) Math.min(100_000, Ids.parse(request.query("page")).orElse(1)));
        int count = plans.count(user, query);
        List<PlanRow> rows = plans.page(user, query, (page - 1) * PAGE_SIZE, PAGE_SIZE);
        Map<Long, List<Tally>> tallies = tallies(request, rows);
        List<Item> mine = new ArrayList<>();
        List<Item> others = new ArrayList<>();
        rows.forEach(row -> (own.contains(row.plan().unitId()) ? mine : others).add(item(request, row, tallies)));

        int first = (page - 1) * PAGE_SIZE + 1;
        ListView view = new ListView(
                mine,
                others,
                plans.periods().stream().map(p -> new Option(p.text(), p.text())).toList(),
                kinds(request),
                Arrays.stream(Plan.State.values())
                        .map(state -> new Option(state.name(), request.text("planning.plan.state." + state)))
                        .toList(),
                !filter(request).isEmpty(),
                user.may(CorePermissions.PLAN_EDIT),
                user.may(CorePermissions.SYSTEM_MANAGE),
                page > 1 ? address(request, page - 1) : null,
                page * PAGE_SIZE < count ? address(request, page + 1) : null,
                rows.isEmpty() ? "" : request.text("planning.list.range", first, first + rows.size() - 1, count));
        return page("plans", Map.of("view", view, "form", Form.of(filter(request))));
    }

    /** How many of each plan's goals have which status, in the order that statuses are shown. */
    private Map<Long, List<Tally>> tallies(Request request, List<PlanRow> rows) {
        Map<Long, List<Long>> ids =
                goals.idsOfPlans(rows.stream().map(row -> row.plan().id()).toList());
        Map<Long, Status> statuses = around.judgements()
                .latest(ids.values().stream().flatMap(Collection::stream).toList());
        Map<Long, List<Tally>> tallies = new HashMap<>();
        ids.forEach((plan, goalIds) -> tallies.put(plan, tally(request, goalIds, statuses)));
        return tallies;
    }

    static List<Tally> tally(Request request, Collection<Long> goalIds, Map<Long, Status> statuses) {
        Map<Status, Integer> counts = new HashMap<>();
        int without = 0;
        for (Long goal : goalIds) {
            Status status = statuses.get(goal);
            if (status == null) {
                without++;
            } else {
                counts.merge(status, 1, Integer::sum);
            }
        }
        List<Tally> tally = new ArrayList<>();
        for (Status status : Status.values()) {
            tally.add(new Tally(status.name(), request.text("web.status." + status), counts.getOrDefault(status, 0)));
        }
        tally.add(new Tally(null, request.text("planning.status.none"), without));
        return tally;
    }

    private static Item item(Request request, PlanRow row, Map<Long, List<Tally>> tallies) {
        return new Item(
                row.plan().id(),
                row.plan().title(),
                row.unitName(),
                request.text("organisation.kind." + row.unitKind()),
                row.plan().period().text(),
                row.plan().state(),
                row.goals(),
                tallies.getOrDefault(row.plan().id(), List.of()));
    }

    private Response blank(Request request) {
        String unit = request.query("unit") == null ? "" : request.query("unit");
        List<PlanType> all = types.all();
        Map<String, Object> values = new HashMap<>();
        values.put("unit", unit);
        values.put("type", all.isEmpty() ? "" : all.get(all.size() - 1).id());
        return form(request, Form.of(values), 200);
    }

    private Response create(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Form form = Form.of(request);
        Period period = Period.parse(form.value("period")).orElse(null);
        Long unit = Ids.parse(form.value("unit")).isPresent() ? Long.valueOf(form.value("unit")) : null;
        if (period == null) {
            form.reject("period", request.text("planning.plan.error.period"));
        }
        if (unit == null || !user.may(CorePermissions.PLAN_EDIT, unit)) {
            form.reject("unit", request.text("planning.plan.error.unit"));
        }
        if (form.valid() && period != null && unit != null) {
            try {
                String title = form.value("title").isEmpty()
                        ? request.text("planning.plan.title", period.text())
                        : form.value("title");
                long type = Ids.parse(form.value("type")).orElse(0);
                Plan plan = plans.create(user, type, unit, period, title);
                return Response.redirect("/plans/" + plan.id()).withNotice("planning.plan.created");
            } catch (Rejection rejection) {
                form.reject(rejection, request::text);
            }
        }
        return form(request, form, 422);
    }

    /** What the form of a new plan is drawn from. */
    public record NewView(List<Option> units, List<Option> types, List<Option> periods, List<Crumb> crumbs) {}

    private Response form(Request request, Form form, int status) {
        CurrentUser user = HttpRequest.user(request);
        Set<Long> units = user.units(CorePermissions.PLAN_EDIT);
        List<PlanType> all = types.all();
        NewView view = new NewView(
                around.units().tree(around.today()).stream()
                        .flatMap(UnitNode::flat)
                        .filter(node -> units.contains(node.unit().id()))
                        .map(node -> new Option(node.unit().id(), node.unit().name()))
                        .toList(),
                all.stream().map(type -> new Option(type.id(), type.name())).toList(),
                periods(all),
                List.of(new Crumb(request.text("planning.list.title"), "/plans")));
        return page("plan-new", Map.of("view", view, "form", form)).withStatus(status);
    }

    /** The years that one plans for: last year's to the year after next, in the calendars of the models there are. */
    private List<Option> periods(List<PlanType> all) {
        Set<Calendar> calendars = all.stream().map(PlanType::calendar).collect(Collectors.toSet());
        int year = around.today().getYear();
        Set<Period> periods = new LinkedHashSet<>();
        for (int y = year - 1; y <= year + 2; y++) {
            if (calendars.contains(Calendar.FISCAL_YEAR)) {
                periods.add(Period.year(y));
            }
            if (calendars.contains(Calendar.SCHOOL_YEAR)) {
                periods.add(Period.schoolYear(y));
            }
        }
        return periods.stream().map(p -> new Option(p.text(), p.text())).toList();
    }

    private static Map<String, String> filter(Request request) {
        Map<String, String> filter = new LinkedHashMap<>();
        for (String name : List.of("period", "kind", "state")) {
            String value = request.query(name);
            if (value != null && !value.isBlank()) {
                filter.put(name, value);
            }
        }
        return filter;
    }

    private static String address(Request request, int page) {
        Map<String, String> query = filter(request);
        query.put("page", String.valueOf(page));
        return "/plans?" + Addresses.query(query);
    }

    private static @Nullable UnitKind kind(@Nullable String name) {
        return Arrays.stream(UnitKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Plan.@Nullable State state(@Nullable String name) {
        return Arrays.stream(Plan.State.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private List<Option> kinds(Request request) {
        return plans.unitKinds(HttpRequest.user(request)).stream()
                .sorted()
                .map(kind -> new Option(kind.name(), request.text("organisation.kind." + kind)))
                .toList();
    }

    private static Response.Page page(String template, Map<String, ?> model) {
        return Response.page("se/samsyn/core/planning/" + template, model);
    }
}
