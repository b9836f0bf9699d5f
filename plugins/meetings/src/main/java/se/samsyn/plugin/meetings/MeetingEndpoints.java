package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.live.Live;
import se.samsyn.api.planning.Activity;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Meetings for other systems. Lists are read on from the id that the one before ended with. */
final class MeetingEndpoints {

    private static final int LIMIT = 100;

    private final Store store;
    private final Insight insight;
    private final CarryOver carryOver;
    private final Finding finding;
    private final Live live;

    MeetingEndpoints(Store store, Insight insight, CarryOver carryOver, Finding finding, Live live) {
        this.store = store;
        this.insight = insight;
        this.carryOver = carryOver;
        this.finding = finding;
        this.live = live;
    }

    /** A part of a list, and where the next begins. */
    public record Page(List<?> items, @Nullable String next) {}

    public record SeriesJson(
            String id, String unit, String name, String kind, String purpose, String place, int minutes, boolean openAbove, boolean archived, int version) {}

    public record MeetingJson(
            String id, String series, Instant startsAt, Instant endsAt, String place, String state, boolean calledOff, int version) {}

    public record ItemJson(
            String id, String meeting, int position, String title, int minutes, @Nullable String presenter, String state, @Nullable SubjectJson subject, @Nullable String carriedFrom, String note, int version) {}

    public record SubjectJson(String type, String id, @Nullable String unit) {}

    public record DecisionJson(String id, String meeting, String item, String text, int version) {}

    public record ActionJson(
            String id, String meeting, String item, String text, @Nullable String owner, @Nullable String due, @Nullable String goal, String unit, @Nullable String activity, boolean done, int version) {}

    /** A meeting with all that was written at it. */
    public record WholeJson(MeetingJson meeting, List<ItemJson> items, List<DecisionJson> decisions, List<ActionJson> actions) {}

    private static long cursor(Request request) {
        String cursor = request.query("cursor");
        if (cursor == null || cursor.isEmpty()) {
            return 0;
        }
        long after = Input.id(cursor);
        if (after == 0) {
            throw new InputException(request.text("rest.error.cursor"), Map.of("cursor", cursor));
        }
        return after;
    }

    private static <T> Response page(List<T> found, ToLongFunction<T> id, Function<List<T>, List<?>> json) {
        List<T> page = found.stream().limit(LIMIT).toList();
        String next = found.size() > LIMIT ? Long.toString(id.applyAsLong(page.get(LIMIT - 1))) : null;
        return Response.json(new Page(json.apply(page), next));
    }

    Response series(Request request) {
        List<Series> found = store.series().after(insight.reach(request.caller()), cursor(request), LIMIT + 1);
        return page(found, Series::id, page -> page.stream().map(MeetingEndpoints::json).toList());
    }

    Response oneSeries(Request request) {
        return finding.series(request, Insight.Level.OVERSEER, (r, sight) -> new Response.Json(
                200, json(sight.series()), Integer.toString(sight.series().version())));
    }

    private static SeriesJson json(Series one) {
        return new SeriesJson(
                Long.toString(one.id()),
                one.unitId(),
                one.name(),
                one.kind().name(),
                one.purpose(),
                one.place(),
                one.minutes(),
                one.openAbove(),
                one.archived(),
                one.version());
    }

    Response meetings(Request request) {
        List<MeetingRepository.Row> found =
                store.meetings().after(insight.reach(request.caller()), cursor(request), LIMIT + 1);
        return page(found, row -> row.meeting().id(), page -> page.stream().map(row -> json(row.meeting())).toList());
    }

    private static MeetingJson json(Meeting one) {
        return new MeetingJson(
                Long.toString(one.id()),
                Long.toString(one.seriesId()),
                one.startsAt(),
                one.endsAt(),
                one.place(),
                one.state().name(),
                one.calledOff(),
                one.version());
    }

    Response oneMeeting(Request request) {
        return finding.meeting(request, Insight.Level.OVERSEER, (r, room) -> {
            Meeting meeting = room.meeting();
            WholeJson whole = new WholeJson(
                    json(meeting),
                    itemsJson(store.items().of(meeting.id())),
                    store.decisions().ofMeeting(meeting.id()).stream().map(MeetingEndpoints::json).toList(),
                    actionsJson(r, store.actions().ofMeeting(meeting.id())));
            return new Response.Json(200, whole, Integer.toString(meeting.version()));
        });
    }

    Response items(Request request) {
        List<Item> found = store.items().after(insight.reach(request.caller()), cursor(request), LIMIT + 1);
        return page(found, Item::id, this::itemsJson);
    }

    private List<ItemJson> itemsJson(List<Item> all) {
        Map<Long, Note> written = store.notes().of(all.stream().map(Item::id).toList());
        return all.stream()
                .map(item -> json(item, written.getOrDefault(item.id(), Note.empty(item.id()))))
                .toList();
    }

    private static ItemJson json(Item item, Note note) {
        var subject = item.subject();
        return new ItemJson(
                Long.toString(item.id()),
                Long.toString(item.meetingId()),
                item.position(),
                item.title(),
                item.minutes(),
                item.presenterId(),
                item.state().name(),
                subject == null ? null : new SubjectJson(subject.type().name(), subject.id(), subject.unitId()),
                item.carriedFrom() == null ? null : Long.toString(item.carriedFrom()),
                note.text(),
                item.version());
    }

    Response decisions(Request request) {
        List<Decision> found = store.decisions().after(insight.reach(request.caller()), cursor(request), LIMIT + 1);
        return page(found, Decision::id, page -> page.stream().map(MeetingEndpoints::json).toList());
    }

    private static DecisionJson json(Decision one) {
        return new DecisionJson(
                Long.toString(one.id()), Long.toString(one.meetingId()), Long.toString(one.itemId()), one.text(), one.version());
    }

    Response actions(Request request) {
        List<Action> found = store.actions().after(insight.reach(request.caller()), cursor(request), LIMIT + 1);
        return page(found, Action::id, page -> actionsJson(request, page));
    }

    private static List<ActionJson> actionsJson(Request request, List<Action> all) {
        Map<String, Activity> activities = ActionStates.activities(request, all);
        return all.stream()
                .map(one -> new ActionJson(
                        Long.toString(one.id()),
                        Long.toString(one.meetingId()),
                        Long.toString(one.itemId()),
                        one.text(),
                        one.ownerId(),
                        one.due() == null ? null : one.due().toString(),
                        one.goalId(),
                        one.unitId(),
                        one.activityId(),
                        ActionStates.isDone(one, activities),
                        one.version()))
                .collect(Collectors.toList());
    }

    /** Proposes an item: a title, and minutes if it is to have some. */
    Response propose(Request request) {
        return finding.meeting(request, Insight.Level.MEMBER, (r, room) -> {
            Input input = Input.json(r);
            String title = input.requiredLine("title", 200);
            int minutes = input.number("minutes", 0, 600, 10);
            String key = input.key();
            input.check();
            if (!room.writes()) {
                return Views.shut(r, room);
            }
            Item made = store.database().write(handle -> {
                live.tell(room.meeting().topic(), "agenda", "");
                return carryOver.propose(
                        handle, room.meeting(), new ItemRepository.Details(title, null, minutes, null), key, r.caller().id());
            });
            Map<String, Object> body = new HashMap<>();
            body.put("id", Long.toString(made.id()));
            return new Response.Json(201, body, Integer.toString(made.version()));
        });
    }
}
