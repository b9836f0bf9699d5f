package se.samsyn.plugin.meetings;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.samsyn.api.web.Request;
import se.samsyn.api.work.TaskSource;

/** What somebody is to do since a meeting and that is no activity, on their own page. Activities stand there by themselves. */
final class OwnTasks implements TaskSource {

    private static final int MOST = 50;

    private final Store store;
    private final Insight insight;

    OwnTasks(Store store, Insight insight) {
        this.store = store;
        this.insight = insight;
    }

    @Override
    public List<Task> tasks(Request request) {
        List<Action> own = store.actions().openAndUnlinkedOf(request.caller().id(), MOST);
        Map<Long, MeetingRepository.Row> from =
                store.meetings().byId(own.stream().map(Action::meetingId).collect(Collectors.toSet()));
        var visible = store.series().visible(
                insight.reach(request.caller()), own.stream().map(Action::seriesId).collect(Collectors.toSet()));
        return own.stream()
                .filter(action -> from.containsKey(action.meetingId()))
                .map(action -> task(request, action, from.get(action.meetingId()), visible.contains(action.seriesId())))
                .toList();
    }

    private Task task(Request request, Action action, MeetingRepository.Row from, boolean seen) {
        LocalDate day = HeldTime.day(from.meeting());
        String reason = seen
                ? request.text("task.reason", from.name(), Times.shortDay(day, request.locale()))
                : request.text("task.reason.unseen", Times.shortDay(day, request.locale()));
        String path = seen ? "/meetings/" + action.meetingId() + "#action-" + action.id() : "/";
        return new Task(
                action.text(), reason, action.due(), "users", path, request.text("task.action"), action.path() + "/done");
    }
}
