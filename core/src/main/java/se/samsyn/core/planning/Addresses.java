package se.samsyn.core.planning;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import se.samsyn.core.measuring.Period;

/** Where things are. */
final class Addresses {

    private Addresses() {}

    static String plan(long id) {
        return "/plans/" + id;
    }

    /** The list of those of a year. */
    static String plans(Period period) {
        return "/plans?" + query(Map.of("period", period.text()));
    }

    static String goal(long id) {
        return "/goals/" + id;
    }

    static String activity(long id) {
        return "/activities/" + id;
    }

    static String unit(long id) {
        return "/units/" + id;
    }

    /** Where a goal's activities are listed. */
    static String goalActivities(long goalId) {
        return goal(goalId) + "/activities";
    }

    /** Where a unit's own activities are listed. */
    static String unitActivities(long unitId) {
        return unit(unitId) + "/activities";
    }

    /** Where the activity is among its like. */
    static String list(ActivityRow row) {
        return row.goal() == null ? unitActivities(row.unitId()) : goalActivities(row.goal().id());
    }

    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
