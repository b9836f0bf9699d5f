package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitSection;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.PageParts.Tally;

/** A unit's plans with how their goals stand, for the unit's page. */
final class PlanSection implements UnitSection {

    private static final String TEMPLATE = "se/samsyn/core/planning/unit-section";

    private static final int MOST_PLANS = 4;

    private final PlanService plans;
    private final GoalService goals;
    private final PlanningSurroundings around;

    PlanSection(PlanService plans, GoalService goals, PlanningSurroundings around) {
        this.plans = plans;
        this.goals = goals;
        this.around = around;
    }

    /** A plan of the unit. */
    public record Item(long id, String title, Plan.State state, int goals, List<Tally> tally) {}

    /** The latest plans of the unit, for those who may read them. */
    @Override
    public Optional<Content> on(Unit unit, Request request) {
        CurrentUser user = HttpRequest.user(request);
        if (!user.may(CorePermissions.PLAN_READ, unit.id())) {
            return Optional.empty();
        }
        List<PlanRow> rows = plans.page(user, PlanQuery.ofUnit(unit.id()), 0, MOST_PLANS);
        Map<Long, List<Long>> ids =
                goals.idsOfPlans(rows.stream().map(row -> row.plan().id()).toList());
        Map<Long, Status> statuses = around.judgements()
                .latest(ids.values().stream().flatMap(List::stream).toList());
        List<Item> items = new ArrayList<>();
        for (PlanRow row : rows) {
            items.add(new Item(
                    row.plan().id(),
                    row.plan().title(),
                    row.plan().state(),
                    row.goals(),
                    PlanListPages.tally(request, ids.getOrDefault(row.plan().id(), List.of()), statuses)));
        }
        Map<String, ?> model = Map.of(
                "plans", items, "unitId", unit.id(), "mayCreate", user.may(CorePermissions.PLAN_EDIT, unit.id()));
        return Optional.of(new Content(TEMPLATE, model));
    }
}
