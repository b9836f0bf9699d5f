package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.organisation.Unit;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** One's own meetings, series and what one is to do. */
final class StartPage {

    private static final int SHOWN = 10;
    private static final int PAGE = 50;
    /** One that was begun longer ago and not ended is forgotten. */
    static final Duration OVERRUN = Duration.ofDays(1);
    private static final Duration AHEAD = Duration.ofDays(120);

    private final Store store;
    private final Insight insight;
    private final Clock clock;

    StartPage(Store store, Insight insight, Clock clock) {
        this.store = store;
        this.insight = insight;
        this.clock = clock;
    }

    /** A series in a list. */
    public record SeriesLine(
            String href, String name, String kind, String unit, int members, @Nullable String next, boolean archived, boolean mine) {}

    /** Something one is to do. */
    public record Todo(String text, @Nullable String due, boolean late, String href, String where) {}

    Response show(Request request) {
        Insight.Reach reach = insight.reach(request.caller());
        Instant now = clock.instant();
        List<MeetingRepository.Row> upcoming = store.meetings()
                .coming(reach, now.minus(OVERRUN), now, now.plus(AHEAD), SHOWN);
        List<SeriesRepository.Row> mine = store.series().list(reach, true, Times.text(now), 0, PAGE);
        Map<String, Unit> units = units(
                request,
                Stream.concat(
                        upcoming.stream().map(MeetingRepository.Row::unitId), mine.stream().map(row -> row.series().unitId())));
        Map<String, Object> model = new HashMap<>();
        model.put("upcoming", upcoming.stream().map(row -> Views.line(request, row, name(units, row.unitId()), now)).toList());
        model.put("series", lines(request, mine, units, reach));
        model.put("todos", todos(request));
        model.put("mayArrange", request.caller().may(Insight.ARRANGE));
        model.put("mayOversee", request.caller().may(Insight.OVERSEE));
        return Response.page("meetings/start", model);
    }

    /** Every series that can be seen, those open to whoever oversees the unit as well. */
    Response all(Request request) {
        Insight.Reach reach = insight.reach(request.caller());
        int page = (int) Math.min(10_000, Math.max(1, Input.id(request.query("page"))));
        List<SeriesRepository.Row> found =
                store.series().list(reach, false, Times.text(clock.instant()), (page - 1) * PAGE, PAGE + 1);
        List<SeriesRepository.Row> shown = found.stream().limit(PAGE).toList();
        Map<String, Unit> units = units(request, shown.stream().map(row -> row.series().unitId()));
        Map<String, Object> model = new HashMap<>();
        model.put("series", lines(request, shown, units, reach));
        model.put("next", found.size() > PAGE ? Series.BASE + "/series?page=" + (page + 1) : null);
        model.put("previous", page > 1 ? Series.BASE + "/series?page=" + (page - 1) : null);
        model.put("mayArrange", request.caller().may(Insight.ARRANGE));
        return Response.page("meetings/series-all", model);
    }

    private static Map<String, Unit> units(Request request, Stream<String> ids) {
        return request.services().units().find(ids.collect(Collectors.toSet()));
    }

    private static String name(Map<String, Unit> units, String id) {
        return units.containsKey(id) ? units.get(id).name() : "";
    }

    private List<SeriesLine> lines(
            Request request, List<SeriesRepository.Row> rows, Map<String, Unit> units, Insight.Reach reach) {
        return rows.stream()
                .map(row -> new SeriesLine(
                        row.series().address(),
                        row.series().name(),
                        request.text(row.series().kind().key()),
                        name(units, row.series().unitId()),
                        row.members(),
                        row.next() == null ? null : Times.shortDay(Times.day(row.next()), request.locale()),
                        row.series().archived(),
                        !reach.personId().isEmpty() && row.mine()))
                .toList();
    }

    private List<Todo> todos(Request request) {
        LocalDate today = Times.day(clock.instant());
        List<Action> open = ActionStates.open(request, store.actions().openOf(request.caller().id(), PAGE));
        Map<Long, MeetingRepository.Row> from =
                store.meetings().byId(open.stream().map(Action::meetingId).collect(Collectors.toSet()));
        Set<Long> visible = store.series().visible(
                insight.reach(request.caller()), open.stream().map(Action::seriesId).collect(Collectors.toSet()));
        return open.stream()
                .filter(action -> from.containsKey(action.meetingId()))
                .map(action -> todo(
                        request,
                        action,
                        Objects.requireNonNull(from.get(action.meetingId())),
                        visible.contains(action.seriesId()),
                        today))
                .toList();
    }

    /** Whoever is to do something need not see the meeting where it was said. */
    private static Todo todo(
            Request request, Action action, MeetingRepository.Row from, boolean seen, LocalDate today) {
        LocalDate due = action.due();
        return new Todo(
                action.text(),
                due == null ? null : Times.shortDay(due, request.locale()),
                due != null && due.isBefore(today),
                seen ? from.meeting().address() + "#action-" + action.id() : "",
                seen ? request.text("start.todo.from", from.name(), Times.shortDay(HeldTime.day(from.meeting()), request.locale())) : "");
    }
}
