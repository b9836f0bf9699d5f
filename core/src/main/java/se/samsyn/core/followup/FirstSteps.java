package se.samsyn.core.followup;

import java.util.ArrayList;
import java.util.List;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.people.UserRepository;
import se.samsyn.core.planning.PlanQuery;
import se.samsyn.core.planning.PlanService;
import se.samsyn.core.web.HttpRequest;

/** What an administrator of a municipality that began empty does first; each step goes away when something is there. */
final class FirstSteps {

    private final UnitRepository units;
    private final UserRepository users;
    private final PlanService plans;

    FirstSteps(UnitRepository units, UserRepository users, PlanService plans) {
        this.units = units;
        this.users = users;
        this.plans = plans;
    }

    List<MyTask> of(Request request) {
        CurrentUser user = HttpRequest.user(request);
        List<MyTask> steps = new ArrayList<>();
        if (!user.may(CorePermissions.SYSTEM_MANAGE) || plans.count(user, PlanQuery.all()) > 0) {
            return steps;
        }
        if (units.count(Standing.OWN, null, "") <= 1) {
            steps.add(step(request, "units", "folder-tree", "/units"));
        }
        if (users.count(UserRepository.Filter.ALL) <= 1) {
            steps.add(step(request, "people", "users", "/people"));
        }
        steps.add(step(request, "plan", "target", "/plans"));
        return steps;
    }

    private static MyTask step(Request request, String what, String icon, String href) {
        return new MyTask(
                request.text("followup.first." + what),
                request.text("followup.first." + what + ".reason"),
                null,
                "",
                false,
                icon,
                "accent",
                href,
                request.text("followup.task.open"));
    }
}
