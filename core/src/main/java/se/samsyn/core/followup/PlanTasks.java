package se.samsyn.core.followup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserRepository;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanRow;
import se.samsyn.core.planning.PlanStates;
import se.samsyn.core.web.HttpRequest;

/** Plans that wait for a person: proposed ones for whoever adopts them, those handed back for whoever proposed them. */
final class PlanTasks {

    private static final int MOST = 50;
    private static final int LONGEST = 140;

    private final PlanStates states;
    private final UserRepository users;

    PlanTasks(PlanStates states, UserRepository users) {
        this.states = states;
        this.users = users;
    }

    List<MyTask> of(Request request) {
        CurrentUser user = HttpRequest.user(request);
        List<PlanRow> proposed = states.awaiting(user, MOST);
        Map<Long, User> proposers = users.find(proposed.stream()
                .map(row -> row.plan().proposedBy())
                .filter(Objects::nonNull)
                .toList());
        List<MyTask> tasks = new ArrayList<>();
        for (PlanRow row : proposed) {
            User proposer = row.plan().proposedBy() == null ? null : proposers.get(row.plan().proposedBy());
            String reason = proposer == null
                    ? request.text("followup.task.plan.adopt.reason")
                    : request.text("followup.task.plan.adopt.reason.by", proposer.name());
            tasks.add(task(request, row, "adopt", reason, "lock"));
        }
        for (PlanRow row : states.handedBackTo(user, MOST)) {
            tasks.add(task(
                    request,
                    row,
                    "returned",
                    request.text("followup.task.plan.returned.reason", shortened(row.plan().returned())),
                    "undo-2"));
        }
        return tasks;
    }

    private static MyTask task(Request request, PlanRow row, String what, String reason, String icon) {
        Plan plan = row.plan();
        return new MyTask(
                request.text("followup.task.plan." + what, row.unitName(), plan.title()),
                reason,
                null,
                "",
                false,
                icon,
                "accent",
                "/plans/" + plan.id(),
                request.text("followup.task.open"));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
