package se.samsyn.core.followup;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.UnitNode;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.planning.PlanService;
import se.samsyn.core.planning.PlanType;
import se.samsyn.core.planning.PlanTypeService;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.PageParts.Option;
import se.samsyn.core.web.Rejection;

/** Planning a round of follow-up. */
final class CycleFormPages {

    private final CycleService cycles;
    private final PlanTypeService planTypes;
    private final PlanService plans;
    private final UnitRepository units;
    private final Clock clock;

    CycleFormPages(
            CycleService cycles, PlanTypeService planTypes, PlanService plans, UnitRepository units, Clock clock) {
        this.cycles = cycles;
        this.planTypes = planTypes;
        this.plans = plans;
        this.units = units;
        this.clock = clock;
    }

    List<Route> routes() {
        Access manage = Access.permission(CorePermissions.CYCLE_MANAGE);
        return List.of(
                Route.get("/cycles/new", manage, this::blank), Route.post("/cycles", manage, this::create));
    }

    private Response blank(Request request) {
        LocalDate today = today();
        Map<String, String> values = new HashMap<>();
        values.put("opens", today.toString());
        tops(request).stream().findFirst().ifPresent(top -> values.put("unit", String.valueOf(top.value())));
        List<PlanType> types = planTypes.all();
        if (types.size() == 1) {
            values.put("planType", Long.toString(types.get(0).id()));
        }
        plans.periods().stream()
                .filter(period -> period.contains(today))
                .findFirst()
                .ifPresent(period -> values.put("planPeriod", period.text()));
        return page(request, Form.of(values));
    }

    private Response create(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Form form = Form.of(request);
        if (form.value("name").isEmpty()) {
            form.reject("name", request.text("followup.error.required"));
        }
        long unit = Ids.parse(form.value("unit")).orElse(0);
        if (!user.may(CorePermissions.CYCLE_MANAGE, unit)) {
            form.reject("unit", request.text("followup.cycle.error.unit"));
        }
        Optional<Period> planPeriod = period(request, form, "planPeriod");
        Optional<Period> period = period(request, form, "period");
        Optional<LocalDate> opens = date(request, form, "opens");
        Optional<LocalDate> due = date(request, form, "due");
        long type = Ids.parse(form.value("planType")).orElse(0);
        if (!form.valid()) {
            return page(request, form).withStatus(422);
        }
        NewCycle cycle = new NewCycle(
                form.value("name"),
                unit,
                type,
                planPeriod.orElseThrow(),
                period.orElseThrow(),
                opens.orElseThrow(),
                due.orElseThrow(),
                form.checked("asksAnalysis"));
        try {
            Cycle created = cycles.create(user, cycle);
            return Response.redirect(Addresses.cycle(created.id())).withNotice("followup.cycle.created", created.name());
        } catch (Rejection rejection) {
            return page(request, form.reject(rejection, request::text)).withStatus(422);
        }
    }

    private Response.Page page(Request request, Form form) {
        return Response.page(
                "se/samsyn/core/followup/cycle-new",
                Map.of("form", form, "units", tops(request), "types", planTypes.all(), "periods", plans.periods()));
    }

    /** The units that the user may have a round for, from the top of the tree. */
    private List<Option> tops(Request request) {
        Set<Long> managed = HttpRequest.user(request).units(CorePermissions.CYCLE_MANAGE);
        return units.tree(today()).stream()
                .flatMap(UnitNode::flat)
                .filter(node -> managed.contains(node.unit().id()))
                .map(node -> new Option(node.unit().id(), node.unit().name()))
                .toList();
    }

    private LocalDate today() {
        return Times.date(clock.instant());
    }

    private static Optional<Period> period(Request request, Form form, String field) {
        Optional<Period> period = Period.parse(form.value(field));
        if (period.isEmpty()) {
            form.reject(field, request.text("followup.error.period"));
        }
        return period;
    }

    /** The date in the field, which is marked when it holds none. */
    static Optional<LocalDate> date(Request request, Form form, String field) {
        return Optional.ofNullable(form.plannedDate(request, field, "followup.error.date"));
    }
}
