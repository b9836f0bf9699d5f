package se.samsyn.plugin.meetings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Takes what is to be done: what was said of it at the meeting, and that it is done. */
final class ActionPages {

    /** How long something promised at a meeting may take. */
    private static final int MOST_YEARS = 5;

    private final Store store;
    private final Proceedings proceedings;
    private final WritePages pages;
    private final RoomView room;
    private final Insight insight;

    ActionPages(Store store, Proceedings proceedings, WritePages pages, RoomView room, Insight insight) {
        this.store = store;
        this.proceedings = proceedings;
        this.pages = pages;
        this.room = room;
        this.insight = insight;
    }

    Response promise(Request request) {
        return pages.writing(request, (r, place) -> {
            Input input = Input.form(r);
            ActionRepository.Details details = details(r, place, input, "newaction", "newowner", "newdue", "newgoal", null);
            String key = input.key();
            input.check();
            try {
                return WritePages.saved(r, place, proceedings.promise(r, place, details, key).version());
            } catch (InputException refused) {
                throw named(refused, "newaction", "newowner", "newdue");
            }
        });
    }

    /** What core refuses of an activity, said of the fields here. */
    private static InputException named(InputException refused, String text, String owner, String due) {
        Map<String, String> errors = new LinkedHashMap<>();
        refused.errors().forEach((part, why) -> errors.put(
                switch (part) {
                    case "title" -> text;
                    case "ownerIds" -> owner;
                    case "due" -> due;
                    default -> "";
                },
                why));
        return new InputException(String.valueOf(refused.getMessage()), errors);
    }

    /** Reads what is said of an action. Owners are members; goals are those of the series' unit. */
    private ActionRepository.Details details(
            Request request,
            Finding.Place place,
            Input input,
            String text,
            String owner,
            String due,
            String goal,
            @Nullable Action before) {
        String what = input.required(text, Proceedings.LONGEST_ACTION).replace('\n', ' ');
        String ownerId = input.orNull(owner);
        boolean same = before != null && Objects.equals(before.ownerId(), ownerId);
        if (ownerId != null && !same && !room.owners(request, place.room()).containsKey(ownerId)) {
            input.reject(owner, "action.owner.member");
        }
        LocalDate day = due(input, due, place.meeting(), before);
        String goalId = input.has(goal) ? input.orNull(goal) : before == null ? null : before.goalId();
        boolean sameGoal = before != null && Objects.equals(before.goalId(), goalId);
        if (before != null && before.activityId() != null && !sameGoal) {
            input.reject(goal, "action.goal.activity");
        } else if (goalId != null && !sameGoal && room.goals(request, place.room()).stream().noneMatch(g -> g.value().equals(goalId))) {
            input.reject(goal, "action.goal.unit");
        }
        return new ActionRepository.Details(what, ownerId, day, goalId, place.room().series().unitId());
    }

    /** Nothing is promised at a meeting to be done before it, which began earlier if it was held before its time. */
    private static @Nullable LocalDate due(Input input, String field, Meeting meeting, @Nullable Action before) {
        if (before != null && input.value(field).equals(String.valueOf(before.due()))) {
            return before.due();
        }
        LocalDate began = meeting.beganAt() == null ? meeting.day() : Times.day(meeting.beganAt());
        LocalDate first = began.isBefore(meeting.day()) ? began : meeting.day();
        return input.date(field, first, "action.due.early", first.plusYears(MOST_YEARS), "action.due.late");
    }

    Response change(Request request) {
        return pages.writing(request, (r, place) -> {
            Action before = action(r, place);
            if (before == null) {
                return pages.removed(r, Action.ENTITY, actionId(r));
            }
            String id = "-" + before.id();
            WritePages.Written written = WritePages.Written.of(Input.form(r));
            ActionRepository.Details mine =
                    details(r, place, written.input(), "action" + id, "owner" + id, "due" + id, "goal" + id, before);
            written.input().check();
            if (written.resolution() == Conflict.Resolution.THEIRS) {
                return WritePages.saved(r, place, before.version());
            }
            boolean both = written.resolution() == Conflict.Resolution.BOTH;
            String text = both ? before.text() + " / " + mine.text() : mine.text();
            if (text.length() > Proceedings.LONGEST_ACTION) {
                return pages.tooLong(r, place, conflict(r, before, mine), Proceedings.LONGEST_ACTION);
            }
            ActionRepository.Details kept = new ActionRepository.Details(
                    text, mine.ownerId(), mine.due(), mine.goalId(), mine.unitId());
            try {
                return kept(r, place, mine, proceedings.action(r, place, before.id(), written.version(), kept));
            } catch (InputException refused) {
                throw named(refused, "action" + id, "owner" + id, "due" + id);
            }
        });
    }

    private Response kept(
            Request request, Finding.Place place, ActionRepository.Details mine, Optional<Integer> version) {
        if (version.isPresent()) {
            return WritePages.saved(request, place, version.get());
        }
        Action theirs = action(request, place);
        return theirs == null
                ? pages.removed(request, Action.ENTITY, actionId(request))
                : pages.conflict(request, place, conflict(request, theirs, mine));
    }

    private static Conflict conflict(Request request, Action theirs, ActionRepository.Details mine) {
        List<Conflict.Field> fields = new ArrayList<>();
        fields.add(new Conflict.Field(request.text("action.label"), mine.text(), theirs.text()));
        if (!Objects.equals(mine.ownerId(), theirs.ownerId())) {
            fields.add(new Conflict.Field(
                    request.text("action.owner"), owner(request, mine.ownerId()), owner(request, theirs.ownerId())));
        }
        if (!Objects.equals(mine.due(), theirs.due())) {
            fields.add(new Conflict.Field(request.text("action.due"), day(request, mine.due()), day(request, theirs.due())));
        }
        return new Conflict(
                "action-" + theirs.id(), Conflict.who(request, theirs.changedBy()), theirs.changedAt(), theirs.version(), fields);
    }

    private static String owner(Request request, @Nullable String id) {
        return Views.name(request, id == null ? "" : id);
    }

    private static String day(Request request, @Nullable LocalDate day) {
        return day == null ? request.text("action.due.none") : Times.shortDay(day, request.locale());
    }

    private static long actionId(Request request) {
        return Input.id(request.pathParameter("action"));
    }

    private @Nullable Action action(Request request, Finding.Place place) {
        return store.actions().find(actionId(request))
                .filter(found -> found.itemId() == place.item().id())
                .orElse(null);
    }

    /**
     * Marks an action as done, or not; one that is an activity is done when that is. Whoever is to do it says so, and every
     * member, whatever has become of the meeting.
     */
    Response done(Request request) {
        Action action = store.actions().find(actionId(request))
                .filter(found -> found.meetingId() == Input.id(request.pathParameter("meeting")))
                .filter(found -> found.itemId() == Input.id(request.pathParameter("item")))
                .orElse(null);
        if (action == null) {
            return pages.removed(request, Action.ENTITY, actionId(request));
        }
        Insight.Sight sight = insight.into(request, action.seriesId()).orElse(null);
        boolean own = request.caller().id().equals(action.ownerId());
        if (sight == null && !own) {
            return Views.notFound(request);
        }
        if (!own && !sight.takesPart()) {
            return Views.forbidden(request);
        }
        if (action.activityId() != null) {
            return Response.problem(409, "is-activity", request.text("action.done.activity"));
        }
        proceedings.done(action, !"false".equals(request.form("done")), request.caller().id());
        return Response.redirect(from(request, action, sight != null));
    }

    /** The page that it was said on: 'Min sida', the log, a meeting's by its number, or else the room. */
    private static String from(Request request, Action action, boolean seen) {
        String from = String.valueOf(request.form("from"));
        if (from.equals("my-page") || !seen) {
            return "/my-page";
        }
        if (from.equals("log")) {
            return Series.address(action.seriesId()) + "/actions";
        }
        return Input.id(from) > 0
                ? Meeting.address(Input.id(from))
                : Meeting.address(action.meetingId()) + "/room?item=" + action.itemId();
    }

    Response remove(Request request) {
        return pages.writing(request, (r, place) -> {
            Action action = action(r, place);
            if (action == null) {
                return pages.removedAlready(r, place, Action.ENTITY, actionId(r));
            }
            return proceedings.remove(place.item(), action, Input.form(r).version(), r.caller().id())
                    ? WritePages.saved(r, place, action.version() + 1)
                    : pages.changed(r, place, action.changedBy(), action.changedAt(), action.text());
        });
    }
}
