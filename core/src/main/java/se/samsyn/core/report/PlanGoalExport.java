package se.samsyn.core.report;

import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.field.Fields;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.IndicatorRepository;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserRepository;
import se.samsyn.core.planning.Goal;
import se.samsyn.core.planning.GoalJudgements;
import se.samsyn.core.planning.GoalRow;
import se.samsyn.core.planning.PlanningModule;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;

/** The goals of a plan as a file, with the fields that plugins have added to them. */
final class PlanGoalExport {

    private final PlanningModule planning;
    private final GoalJudgements judgements;
    private final IndicatorRepository indicators;
    private final UserRepository users;
    private final Clock clock;

    PlanGoalExport(
            PlanningModule planning,
            GoalJudgements judgements,
            IndicatorRepository indicators,
            UserRepository users,
            Clock clock) {
        this.planning = planning;
        this.judgements = judgements;
        this.indicators = indicators;
        this.users = users;
        this.clock = clock;
    }

    List<Route> routes() {
        return SheetFile.routes("/plans/{plan}/goals", Access.permission(PLAN_READ), this::sheet);
    }

    private Sheet sheet(Request request) {
        CurrentUser user = HttpRequest.user(request);
        long plan = Ids.parse(request.pathParameter("plan"))
                .orElseThrow(() -> new NotFound("plan " + request.pathParameter("plan")));
        Instant until = AsOf.of(request, clock).map(AsOf::until).orElse(null);
        List<GoalRow> goals = until == null
                ? planning.goals().ofPlan(user, plan)
                : planning.past().goals(user, plan, until);
        return sheet(request, goals, names(goals, until));
    }

    private Sheet sheet(Request request, List<GoalRow> goals, Names names) {
        List<Fields.Column> fields = planning.goalFields().columns(request.locale());
        List<String> head = new ArrayList<>();
        for (String column : List.of("unit", "period", "level", "title", "description", "owner", "status", "upper", "indicators")) {
            head.add(request.text("report.planned." + column));
        }
        fields.forEach(field -> head.add(field.label()));
        List<List<Object>> rows = goals.stream().map(goal -> row(request, goal, names, fields)).toList();
        return new Sheet(request.text("report.planned.file"), head, rows);
    }

    /** What the goals point at, each kind in one query. */
    private record Names(
            Map<Long, User> owners, Map<Long, Status> statuses, Map<Long, String> upper, Map<Long, String> indicators) {}

    private Names names(List<GoalRow> goals, @Nullable Instant until) {
        Set<Long> owners = goals.stream().map(row -> row.goal().ownerId()).filter(Objects::nonNull).collect(Collectors.toSet());
        List<Long> ids = goals.stream().map(row -> row.goal().id()).toList();
        Set<Long> upper = goals.stream()
                .flatMap(row -> row.goal().links().stream())
                .map(Goal.Link::upperGoalId)
                .collect(Collectors.toSet());
        Set<Long> measures = goals.stream().flatMap(row -> row.goal().indicatorIds().stream()).collect(Collectors.toSet());
        if (until != null) {
            return new Names(
                    users.find(owners),
                    judgements.latestAsOf(ids, until),
                    planning.past().goalTitles(upper, until),
                    planning.past().indicatorNames(measures, until));
        }
        return new Names(
                users.find(owners),
                judgements.latest(ids),
                planning.goals().rows(upper).values().stream()
                        .collect(Collectors.toMap(row -> row.goal().id(), row -> row.goal().title())),
                indicators.findAll(measures).values().stream()
                        .collect(Collectors.toMap(Indicator::id, Indicator::name)));
    }

    private static List<Object> row(Request request, GoalRow row, Names names, List<Fields.Column> fields) {
        Goal goal = row.goal();
        @Nullable Status status = names.statuses().get(goal.id());
        List<Object> cells = new ArrayList<>(List.of(
                row.unitName(),
                row.period().text(),
                row.levelName(),
                goal.title(),
                goal.description(),
                Optional.ofNullable(goal.ownerId()).map(names.owners()::get).map(User::name).orElse(""),
                request.text(status == null ? "planning.status.none" : "web.status." + status),
                goal.links().stream()
                        .map(link -> names.upper().get(link.upperGoalId()))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", ")),
                goal.indicatorIds().stream()
                        .map(names.indicators()::get)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "))));
        fields.forEach(field -> cells.add(field.cell(goal.customFields(), request.locale())));
        return cells;
    }
}
