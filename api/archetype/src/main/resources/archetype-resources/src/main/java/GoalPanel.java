package ${package};

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.measuring.Indicators.ShownFigure;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Beside a goal: the ceiling that it sets, and how its unit's sick leave stands to it. */
final class GoalPanel {

    private final String pluginId;

    GoalPanel(String pluginId) {
        this.pluginId = pluginId;
    }

    Response show(Request request) {
        String goal = request.pathParameter("goal");
        String unit = request.pathParameter("unit");
        String ceiling = request.services()
                .customFields()
                .values(CustomField.Target.GOAL, List.of(goal))
                .getOrDefault(goal, Map.of())
                .get(SickLeavePlugin.CEILING_FIELD);
        List<ShownFigure> figures = request.services()
                .indicators()
                .outcomes(SickLeavePlugin.INDICATOR, List.of(unit))
                .getOrDefault(unit, List.of());
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("address", SickLeavePages.address(pluginId, unit));
        model.put("standing", ceiling == null ? null : Standing.of(figures, ceiling));
        return Response.page("sick-leave/panel", model);
    }
}
