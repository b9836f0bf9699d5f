package ${package};

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.measuring.Indicators.ShownFigure;
import se.samsyn.api.organisation.Unit;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** The units' sick leave, and a unit's with the goals that set a ceiling for it. */
final class SickLeavePages {

    private static final int SHOWN = 30;

    private final String pluginId;
    private final DeliveryRepository deliveries;

    SickLeavePages(String pluginId, DeliveryRepository deliveries) {
        this.pluginId = pluginId;
        this.deliveries = deliveries;
    }

    /** A unit and its latest month. */
    public record UnitRow(String name, String address, ShownFigure latest) {}

    /** A goal with a ceiling, and how the unit's latest month stands to it. */
    public record GoalRow(String title, String address, Standing standing) {}

    Response list(Request request) {
        List<Unit> units = request.services().units().all();
        Map<String, List<ShownFigure>> figures = request.services()
                .indicators()
                .outcomes(SickLeavePlugin.INDICATOR, request.caller().unitsWith(SickLeavePlugin.READ));
        List<UnitRow> rows = units.stream()
                .filter(unit -> figures.containsKey(unit.id()))
                .map(unit -> new UnitRow(unit.name(), address(pluginId, unit.id()), last(figures.get(unit.id()))))
                .toList();
        return Response.page("sick-leave/units", Map.of("rows", rows, "deliveries", deliveries.latest(SHOWN)));
    }

    /** The page of a unit's. */
    static String address(String pluginId, String unit) {
        return "/modules/" + pluginId + "/units/" + unit;
    }

    private static ShownFigure last(List<ShownFigure> figures) {
        return figures.get(figures.size() - 1);
    }

    Response unit(Request request) {
        String id = request.pathParameter("unit");
        String name = request.services().units().find(id).map(Unit::name).orElse("");
        List<ShownFigure> figures = new ArrayList<>(request.services()
                .indicators()
                .outcomes(SickLeavePlugin.INDICATOR, List.of(id))
                .getOrDefault(id, List.of()));
        List<GoalRow> goals = goals(request, id, figures);
        Collections.reverse(figures);
        return Response.page("sick-leave/unit", Map.of("name", name, "figures", figures, "goals", goals));
    }

    private static List<GoalRow> goals(Request request, String unit, List<ShownFigure> figures) {
        List<SubjectCard> goals = request.services().subjects().goalsOf(unit);
        Map<String, Map<String, String>> fields = request.services()
                .customFields()
                .values(CustomField.Target.GOAL, goals.stream().map(goal -> goal.subject().id()).toList());
        List<GoalRow> rows = new ArrayList<>();
        for (SubjectCard goal : goals) {
            String ceiling = fields.getOrDefault(goal.subject().id(), Map.of()).get(SickLeavePlugin.CEILING_FIELD);
            if (ceiling != null) {
                rows.add(new GoalRow(goal.title(), goal.address(), Standing.of(figures, ceiling)));
            }
        }
        return rows;
    }
}
