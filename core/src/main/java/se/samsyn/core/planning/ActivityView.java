package se.samsyn.core.planning;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import se.samsyn.api.web.Request;
import se.samsyn.core.web.PageParts.Who;

/**
 * An activity as lists show it.
 *
 * @param when when it is to be done or begin, in words
 * @param late whether it should have been done by now
 */
public record ActivityView(
        long id,
        String title,
        List<Who> owners,
        String when,
        boolean late,
        String state,
        String stateText,
        String colour,
        String icon,
        int progress,
        String goal,
        String unit,
        int version) {

    /** The activity as seen on the day, with those of the people who are to do it. */
    public static ActivityView of(Request request, ActivityRow row, Map<Long, Who> people, LocalDate today) {
        Activity activity = row.activity();
        boolean late = row.late(today);
        return new ActivityView(
                activity.id(),
                activity.title(),
                activity.ownerIds().stream().map(people::get).filter(Objects::nonNull).toList(),
                when(request, activity, late, today),
                late,
                activity.state().name(),
                request.text("planning.activity.state." + activity.state()),
                colour(activity.state()),
                icon(activity.state()),
                activity.progress(),
                row.goal() == null ? "" : row.goal().title(),
                row.unitName(),
                activity.version());
    }

    private static String when(Request request, Activity activity, boolean late, LocalDate today) {
        if (late) {
            return request.text("planning.activity.late", ChronoUnit.DAYS.between(activity.due(), today));
        }
        boolean toCome = activity.state() == Activity.State.NOT_STARTED
                && activity.starts() != null
                && activity.starts().isAfter(today);
        if (toCome) {
            return request.text("planning.activity.starts", day(request, activity.starts()));
        }
        return activity.due() == null ? "" : request.text("planning.activity.due", day(request, activity.due()));
    }

    private static String day(Request request, LocalDate date) {
        return java.time.format.DateTimeFormatter.ofPattern("d MMMM uuuu", request.locale()).format(date);
    }

    private static String colour(Activity.State state) {
        return switch (state) {
            case NOT_STARTED, CANCELLED -> "neutral";
            case ONGOING -> "info";
            case DONE -> "success";
        };
    }

    private static String icon(Activity.State state) {
        return switch (state) {
            case NOT_STARTED -> "circle-dashed";
            case ONGOING -> "play";
            case DONE -> "circle-check";
            case CANCELLED -> "circle-x";
        };
    }
}
