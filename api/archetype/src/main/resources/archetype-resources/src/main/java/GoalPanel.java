package ${package};

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Beside a goal: the ceiling that it sets. */
final class GoalPanel {

    Response show(Request request) {
        String goal = request.pathParameter("goal");
        Map<String, String> fields = request.services()
                .customFields()
                .values(CustomField.Target.GOAL, List.of(goal))
                .getOrDefault(goal, Map.of());
        Map<String, Object> model = new HashMap<>();
        model.put("ceiling", fields.get(SickLeavePlugin.CEILING));
        return Response.page("sick-leave/panel", model);
    }
}
