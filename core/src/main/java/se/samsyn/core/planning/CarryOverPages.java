package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.planning.GoalCarryOver.Above;
import se.samsyn.core.planning.GoalCarryOver.Offer;
import se.samsyn.core.planning.GoalCarryOver.Taken;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.PageParts.Crumb;
import se.samsyn.core.web.PageParts.Who;
import se.samsyn.core.web.Rejection;

/** Choosing what goes on from last year's plan into the next. */
final class CarryOverPages {

    private static final String TEMPLATE = "se/samsyn/core/planning/carry-over";

    private final PlanService plans;
    private final GoalCarryOver carryOver;
    private final PlanningSurroundings around;

    CarryOverPages(PlanService plans, GoalCarryOver carryOver, PlanningSurroundings around) {
        this.plans = plans;
        this.carryOver = carryOver;
        this.around = around;
    }

    List<Route> routes() {
        Access edit = Access.permission(CorePermissions.GOAL_EDIT);
        return List.of(
                Route.get("/plans/{plan}/carry-over", edit, this::choose),
                Route.post("/plans/{plan}/carry-over", edit, this::carry));
    }

    /**
     * A goal that can be chosen, with those under it.
     *
     * @param taken where it has gone on already; null when it has not
     * @param links what becomes of what it hangs on, in words
     */
    public record Node(
            long id,
            String title,
            String level,
            @Nullable Who owner,
            boolean chosen,
            @Nullable String taken,
            List<LinkFate> links,
            List<ActivityChoice> activities,
            List<Node> under) {}

    /** What becomes of a link; whether it goes on. */
    public record LinkFate(boolean kept, String text) {}

    /** An activity that can be chosen. */
    public record ActivityChoice(long id, String title, String state, boolean chosen, @Nullable String taken) {}

    /**
     * What the page shows.
     *
     * @param left how many goals have not gone on
     * @param some whether there is anything to choose
     */
    public record CarryOverView(Plan plan, Plan from, List<Node> goals, int left, boolean some, List<Crumb> crumbs) {}

    private Response choose(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Plan plan = plans.get(user, PlanPages.id(request));
        Offer offer = carryOver.offer(user, plan);
        Set<Long> goals = offer.goals().stream().map(row -> row.goal().id()).collect(Collectors.toSet());
        return page(request, plan, offer, Form.of(Map.of()), goals, Set.of());
    }

    private Response carry(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Form form = Form.of(request);
        Plan plan = plans.get(user, PlanPages.id(request));
        Set<Long> goals = ids(form, "goals");
        Set<Long> activities = ids(form, "activities");
        try {
            if (goals.isEmpty() && activities.isEmpty()) {
                throw Rejection.of("goals", "planning.carry.error.nothing");
            }
            Taken taken = carryOver.carry(user, plan.id(), goals, activities);
            return Response.redirect(Addresses.plan(plan.id()))
                    .withNotice("planning.carry.done", taken.goals().size(), taken.activities().size());
        } catch (Rejection rejection) {
            form.reject(rejection, request::text);
            return page(request, plan, carryOver.offer(user, plan), form, goals, activities).withStatus(422);
        }
    }

    private static Set<Long> ids(Form form, String name) {
        Set<Long> ids = new HashSet<>();
        form.all(name).forEach(value -> Ids.parse(value).ifPresent(ids::add));
        return ids;
    }

    private Response.Page page(
            Request request, Plan plan, Offer offer, Form form, Set<Long> goals, Set<Long> activities) {
        Map<Long, Who> owners =
                around.people(offer.goals().stream().map(row -> row.goal().ownerId()).toList());
        Drawing drawing = new Drawing(request, offer, PlanTree.of(offer.goals()), owners, goals, activities);
        int left = (int) offer.goals().stream()
                .filter(row -> !offer.goalsTaken().containsKey(row.goal().id()))
                .count();
        CarryOverView view = new CarryOverView(
                plan,
                offer.from(),
                drawing.nodes(drawing.tree().top()),
                left,
                left > 0 || !offer.activitiesTaken().keySet().containsAll(activityIds(offer)),
                List.of(
                        new Crumb(request.text("planning.list.title"), "/plans"),
                        new Crumb(plan.title(), Addresses.plan(plan.id()))));
        return Response.page(TEMPLATE, Map.of("view", view, "form", form));
    }

    private static Set<Long> activityIds(Offer offer) {
        return offer.activities().values().stream()
                .flatMap(List::stream)
                .map(Activity::id)
                .collect(Collectors.toSet());
    }

    private record Drawing(
            Request request,
            Offer offer,
            PlanTree tree,
            Map<Long, Who> owners,
            Set<Long> goals,
            Set<Long> activities) {

        List<Node> nodes(List<GoalRow> rows) {
            return rows.stream().map(this::node).toList();
        }

        private Node node(GoalRow row) {
            Goal goal = row.goal();
            Long next = offer.goalsTaken().get(goal.id());
            return new Node(
                    goal.id(),
                    goal.title(),
                    row.levelName(),
                    goal.ownerId() == null ? null : owners.get(goal.ownerId()),
                    goals.contains(goal.id()),
                    next == null ? null : Addresses.goal(next),
                    next == null ? links(goal) : List.of(),
                    offer.activities().getOrDefault(goal.id(), List.of()).stream()
                            .map(this::activity)
                            .toList(),
                    nodes(tree.under(goal.id())));
        }

        private ActivityChoice activity(Activity activity) {
            Long next = offer.activitiesTaken().get(activity.id());
            return new ActivityChoice(
                    activity.id(),
                    activity.title(),
                    request.text("planning.activity.state." + activity.state()),
                    activities.contains(activity.id()),
                    next == null ? null : Addresses.activity(next));
        }

        private List<LinkFate> links(Goal goal) {
            List<LinkFate> fates = new ArrayList<>();
            for (Goal.Link link : goal.links()) {
                Above above = offer.above().get(link.upperGoalId());
                if (above != null) {
                    fates.add(fate(above));
                }
            }
            return fates;
        }

        private LinkFate fate(Above above) {
            String title = above.goal().goal().title();
            if (above.next() != null) {
                return new LinkFate(true, request.text("planning.carry.link.kept", title, above.next().period().text()));
            }
            boolean here = above.goal().goal().planId() == offer.from().id();
            return new LinkFate(here, request.text(here ? "planning.carry.link.here" : "planning.carry.link.cut", title));
        }
    }
}
