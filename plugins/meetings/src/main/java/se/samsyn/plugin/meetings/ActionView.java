package se.samsyn.plugin.meetings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.planning.Activity;
import se.samsyn.api.web.Request;

/** What is to be done, as pages show it. */
final class ActionView {

    private ActionView() {}

    /**
     * @param due the last day in words, or null
     * @param until the last day that holds: the activity's own where the caller may read it
     * @param linked whether it has become an activity
     * @param activity the address of the activity, or null when there is none that the caller may read
     * @param differs what the activity says otherwise, or null
     * @param apart whether it has become an activity that the caller may not change
     * @param finishable whether the caller may say that it is done, or not
     * @param href where that is said
     */
    public record Line(
            long id,
            String text,
            Views.Who owner,
            @Nullable String due,
            @Nullable LocalDate dueDay,
            @Nullable LocalDate until,
            boolean done,
            boolean linked,
            @Nullable String activity,
            @Nullable String differs,
            boolean apart,
            boolean finishable,
            String href,
            int version) {

        /** Whether it should have been done before the day. */
        boolean late(LocalDate today) {
            return !done && until != null && until.isBefore(today);
        }
    }

    /**
     * A line for each, in their order.
     *
     * @param member whether the caller takes part in the series
     */
    static List<Line> of(Request request, List<Action> actions, boolean member) {
        Map<String, Activity> activities = ActionStates.activities(request, actions);
        List<@Nullable String> people = new ArrayList<>(actions.stream().map(Action::ownerId).toList());
        activities.values().forEach(activity -> people.addAll(activity.ownerIds()));
        Map<String, String> names = Views.names(request, people);
        return actions.stream()
                .map(action -> line(request, action, names, activities, member))
                .toList();
    }

    private static Line line(
            Request request, Action action, Map<String, String> names, Map<String, Activity> activities, boolean member) {
        boolean linked = action.activityId() != null;
        Activity activity = linked ? activities.get(action.activityId()) : null;
        return new Line(
                action.id(),
                action.text(),
                Views.who(names, action.ownerId(), request),
                action.due() == null ? null : Times.shortDay(action.due(), request.locale()),
                action.due(),
                activity == null ? action.due() : activity.due(),
                ActionStates.isDone(action, activities),
                linked,
                activity == null ? null : activity.address(),
                activity == null ? null : differs(request, action, activity, names),
                linked && (activity == null || !activity.changeable()),
                !linked && (member || request.caller().id().equals(action.ownerId())),
                Series.BASE + action.path(),
                action.version());
    }

    /** People write on the activity's own page too, and not everyone who writes at the meeting may write there. */
    private static @Nullable String differs(
            Request request, Action action, Activity activity, Map<String, String> names) {
        List<String> parts = new ArrayList<>();
        if (!words(action.text()).equals(words(activity.title()))) {
            parts.add("”" + activity.title() + "”");
        }
        if (!activity.ownerIds().equals(action.ownerId() == null ? Set.of() : Set.of(action.ownerId()))) {
            parts.add(
                    activity.ownerIds().isEmpty()
                            ? request.text("action.owner.none")
                            : activity.ownerIds().stream()
                                    .map(id -> Views.who(names, id, request).name())
                                    .sorted(Views.BY_NAME)
                                    .collect(Collectors.joining(", ")));
        }
        if (!Objects.equals(action.due(), activity.due())) {
            parts.add(
                    activity.due() == null
                            ? request.text("action.due.none")
                            : request.text("action.due.by", Times.shortDay(activity.due(), request.locale())));
        }
        return parts.isEmpty() ? null : request.text("action.differs", String.join(" · ", parts));
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
