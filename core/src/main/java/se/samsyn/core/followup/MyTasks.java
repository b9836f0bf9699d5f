package se.samsyn.core.followup;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.api.work.TaskSource;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.planning.ActivityRow;
import se.samsyn.core.planning.ActivityService;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.WorkSource;

/** What waits for a person, from everywhere in core and from plugins, the most urgent first. */
final class MyTasks {

    private static final int SOON_DAYS = 14;
    private static final int ROLE_SOON_DAYS = 7;
    private static final int MOST = 50;
    private static final int MOST_IN_ALL = 200;

    private final FollowUpService followUps;
    private final CycleService cycles;
    private final ActivityService activities;
    private final PlanTasks plans;
    private final ExpiringRoles roles;
    private final FirstSteps firstSteps;
    private final WorkSource work;

    MyTasks(
            FollowUpService followUps,
            CycleService cycles,
            ActivityService activities,
            PlanTasks plans,
            ExpiringRoles roles,
            FirstSteps firstSteps,
            WorkSource work) {
        this.followUps = followUps;
        this.cycles = cycles;
        this.activities = activities;
        this.plans = plans;
        this.roles = roles;
        this.firstSteps = firstSteps;
        this.work = work;
    }

    /**
     * What waits.
     *
     * @param missing the names of those whose tasks could not be read
     */
    record Waiting(List<MyTask> tasks, List<String> missing) {}

    Waiting of(Request request, LocalDate today) {
        CurrentUser user = HttpRequest.user(request);
        List<MyTask> tasks = new ArrayList<>();
        followUps.waitingFor(user, MOST).forEach(p -> tasks.add(followUp(request, p, today)));
        if (cycles.mayManage(user)) {
            Map<Long, CycleCount> counts = cycles.counts();
            cycles.all().stream()
                    .filter(cycle -> cycles.mayManage(user, cycle))
                    .forEach(cycle -> addCycle(tasks, request, cycle, counts.get(cycle.id()), today));
        }
        tasks.addAll(plans.of(request));
        for (ActivityRow row : activities.mine(user, MOST)) {
            LocalDate due = row.activity().due();
            if (due == null || !due.isAfter(today.plusDays(SOON_DAYS))) {
                tasks.add(activity(request, row, today));
            }
        }
        roles.of(user, today, ROLE_SOON_DAYS)
                .forEach(role -> tasks.add(new MyTask(
                        request.text("followup.task.role." + role.kind(), role.otherName()),
                        request.text(
                                "followup.task.role.reason", request.text("people.role." + role.role()), role.unitName()),
                        role.lastDay(),
                        due(request, role.lastDay(), today),
                        false,
                        "key-round",
                        "neutral",
                        "/account",
                        request.text("followup.task.open"))));
        tasks.addAll(firstSteps.of(request));
        WorkSource.Work others = work.waiting(request);
        others.tasks().forEach(waiting -> tasks.add(ofPlugin(request, waiting, today)));
        tasks.sort(Comparator.comparing(MyTask::due, Comparator.nullsLast(Comparator.naturalOrder())));
        return new Waiting(tasks.stream().limit(MOST_IN_ALL).toList(), others.missing());
    }

    private static MyTask ofPlugin(Request request, WorkSource.Waiting waiting, LocalDate today) {
        TaskSource.Task task = waiting.task();
        boolean late = task.due() != null && task.due().isBefore(today);
        return new MyTask(
                task.title(),
                task.reason(),
                task.due(),
                due(request, task.due(), today),
                late,
                task.icon(),
                late ? "warning" : "accent",
                waiting.href(),
                task.action(),
                waiting.finish() == null ? null : new MyTask.Finish(waiting.finish(), null));
    }

    private static MyTask followUp(Request request, FollowUpProgress p, LocalDate today) {
        long id = p.followUp().id();
        boolean ready = p.goals() > 0 && p.judged() == p.goals();
        String key = ready ? "handin" : p.judged() == 0 ? "begin" : "continue";
        return new MyTask(
                request.text("followup.task.followup." + (ready ? "ready" : "write"), p.unitName()),
                request.text("followup.task.followup.reason", p.cycleName(), p.judged(), p.goals()),
                p.followUp().due(),
                due(request, p.followUp().due(), today),
                p.followUp().due().isBefore(today),
                "list-checks",
                "accent",
                ready ? Addresses.check(id) : Addresses.followUp(id),
                request.text("followup.task." + key));
    }

    private static void addCycle(
            List<MyTask> tasks, Request request, Cycle cycle, @Nullable CycleCount count, LocalDate today) {
        if (cycle.state() == Cycle.State.PLANNED && !cycle.opens().isAfter(today)) {
            tasks.add(cycleTask(
                    request, cycle, "open", request.text("followup.task.cycle.open.reason"), cycle.opens(), today));
        }
        if (cycle.state() == Cycle.State.OPEN && count != null && count.handedIn() < count.total()) {
            String reason = request.text("followup.task.cycle.follow.reason", count.handedIn(), count.total());
            tasks.add(cycleTask(request, cycle, "follow", reason, cycle.due(), today));
        }
    }

    private static MyTask cycleTask(
            Request request, Cycle cycle, String what, String reason, LocalDate due, LocalDate today) {
        return new MyTask(
                request.text("followup.task.cycle." + what, cycle.name()),
                reason,
                due,
                due(request, due, today),
                due.isBefore(today),
                "refresh-cw",
                "plum",
                Addresses.cycle(cycle.id()),
                request.text("followup.task.open"));
    }

    private static MyTask activity(Request request, ActivityRow row, LocalDate today) {
        boolean late = row.late(today);
        return new MyTask(
                request.text("followup.task.activity", row.activity().title()),
                reason(request, row),
                row.activity().due(),
                due(request, row.activity().due(), today),
                late,
                late ? "triangle-alert" : "check",
                late ? "warning" : "accent",
                "/activities/" + row.activity().id(),
                request.text("followup.task.open"),
                new MyTask.Finish("/activities/" + row.activity().id() + "/done", row.activity().version()));
    }

    private static String reason(Request request, ActivityRow row) {
        String place = row.goal() == null
                ? request.text("followup.task.activity.reason.unit", row.unitName())
                : request.text("followup.task.activity.reason", row.goal().title());
        return row.activity().origin() == null ? place : place + " · " + row.activity().origin().text();
    }

    private static String due(Request request, @Nullable LocalDate due, LocalDate today) {
        if (due == null) {
            return "";
        }
        long days = ChronoUnit.DAYS.between(today, due);
        if (days < 0) {
            return request.text("followup.task.late", -days);
        }
        if (days <= 1) {
            return request.text(days == 0 ? "followup.task.today" : "followup.task.tomorrow");
        }
        return request.text(
                "followup.task.due", DateTimeFormatter.ofPattern("d MMM", request.locale()).format(due));
    }
}
