package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/**
 * Takes what is written at a meeting. A field that saves itself gets its version, or what stands against it; a form that is
 * sent without script gets the page again.
 */
final class WritePages {

    /** How long something promised at a meeting may take. */
    private static final int MOST_YEARS = 5;

    private final Proceedings proceedings;
    private final Store store;
    private final RoomPages room;
    private final Finding finding;
    private final Clock clock;

    WritePages(Store store, Proceedings proceedings, RoomPages room, Finding finding, Clock clock) {
        this.store = store;
        this.proceedings = proceedings;
        this.room = room;
        this.finding = finding;
        this.clock = clock;
    }

    /** The version that a field was written on, and what is to become of it when that was not the latest. */
    private record Written(Input input, Conflict.Resolution resolution, int version) {

        static Written of(Input input) {
            Conflict.Resolution resolution = Conflict.Resolution.of(input);
            return new Written(
                    input,
                    resolution,
                    resolution == Conflict.Resolution.NONE ? input.version() : input.number("conflictVersion", 0, 1_000_000_000, -1));
        }
    }

    /** Lets in those who write while the meeting is open for it. */
    private Response writing(Request request, Finding.PlacePage page) {
        return finding.item(request, Insight.Level.MEMBER, (r, place) -> {
            if (!place.room().writes()) {
                return Views.stale(r);
            }
            try {
                return page.of(r, place);
            } catch (InputException e) {
                return room.page(r, place.room(), place.item(), FormView.of(r.form()).reject(e), null).withStatus(422);
            }
        });
    }

    private static boolean bySelf(Request request) {
        return "true".equals(request.header("Samsyn-Autosave"));
    }

    private static Response saved(Request request, Finding.Place place, int version) {
        return bySelf(request)
                ? new Response.Json(200, Map.of("version", version), Integer.toString(version))
                : Response.redirect(RoomPages.address(place.meeting(), place.item()));
    }

    private Response conflict(Request request, Finding.Place place, Conflict conflict) {
        return bySelf(request)
                ? Response.page("meetings/conflict", Map.of("conflict", conflict)).withStatus(409)
                : room.page(request, place.room(), place.item(), FormView.of(request.form()), conflict)
                        .withStatus(409);
    }

    Response note(Request request) {
        return writing(request, (r, place) -> {
            Item item = place.item();
            Written written = Written.of(Input.form(r));
            String mine = written.input().typed("note-" + item.id(), Proceedings.LONGEST_NOTE);
            written.input().check();
            Note now = store.notes().of(item.id());
            if (written.resolution() == Conflict.Resolution.THEIRS) {
                return saved(r, place, now.version());
            }
            String text = written.resolution().of(mine, now.text());
            if (text.length() > Proceedings.LONGEST_NOTE) {
                return tooLong(r, place, conflict(r, now, mine), Proceedings.LONGEST_NOTE);
            }
            return proceedings
                    .note(item, written.version(), text, r.caller().id())
                    .map(v -> saved(r, place, v))
                    .orElseGet(() -> conflict(r, place, conflict(r, store.notes().of(item.id()), mine)));
        });
    }

    private Conflict conflict(Request request, Note theirs, String mine) {
        return new Conflict(
                "note-" + theirs.itemId(),
                name(request, theirs.changedBy()),
                Objects.requireNonNullElse(theirs.changedAt(), clock.instant()),
                theirs.version(),
                List.of(new Conflict.Field(request.text("note.label"), mine, theirs.text())));
    }

    /** Both texts are more than there is room for: both are shown again. */
    private Response tooLong(Request request, Finding.Place place, Conflict conflict, int longest) {
        FormView form = FormView.of(request.form()).reject("", request.text("conflict.both.long", longest));
        return room.page(request, place.room(), place.item(), form, conflict).withStatus(422);
    }

    /** What somebody wants to take away says something else now: it is shown, and can be taken away as it is. */
    private Response changed(Request request, Finding.Place place, String who, String text) {
        FormView form = FormView.of(request.form()).reject("", request.text("remove.changed", name(request, who), text));
        return room.page(request, place.room(), place.item(), form, null).withStatus(409);
    }

    private static String name(Request request, String personId) {
        return Views.who(Views.names(request, List.of(personId)), personId, request).name();
    }

    Response decide(Request request) {
        return writing(request, (r, place) -> {
            Input input = Input.form(r);
            String text = input.required("newdecision", Proceedings.LONGEST_DECISION);
            input.check();
            return saved(r, place, proceedings.decide(place.item(), text, input.orNull("key"), r.caller().id()).version());
        });
    }

    Response decision(Request request) {
        return writing(request, (r, place) -> {
            Decision before = decision(r, place);
            if (before == null) {
                return Views.notFound(r);
            }
            Written written = Written.of(Input.form(r));
            String field = "decision-" + before.id();
            String mine = written.input().required(field, Proceedings.LONGEST_DECISION);
            written.input().check();
            if (written.resolution() == Conflict.Resolution.THEIRS) {
                return saved(r, place, before.version());
            }
            String text = written.resolution().of(mine, before.text());
            if (text.length() > Proceedings.LONGEST_DECISION) {
                return tooLong(r, place, conflict(r, before, mine), Proceedings.LONGEST_DECISION);
            }
            Optional<Integer> version =
                    proceedings.decision(place.item(), before.id(), written.version(), text, r.caller().id());
            if (version.isPresent()) {
                return saved(r, place, version.get());
            }
            Decision theirs = decision(r, place);
            return theirs == null ? Views.notFound(r) : conflict(r, place, conflict(r, theirs, mine));
        });
    }

    private static Conflict conflict(Request request, Decision theirs, String mine) {
        return new Conflict(
                "decision-" + theirs.id(),
                name(request, theirs.changedBy()),
                theirs.changedAt(),
                theirs.version(),
                List.of(new Conflict.Field(request.text("decision.label"), mine, theirs.text())));
    }

    private @Nullable Decision decision(Request request, Finding.Place place) {
        return store.decisions()
                .find(Input.id(request.pathParameter("decision")))
                .filter(found -> found.itemId() == place.item().id())
                .orElse(null);
    }

    Response removeDecision(Request request) {
        return writing(request, (r, place) -> {
            Decision decision = decision(r, place);
            if (decision == null) {
                return Views.notFound(r);
            }
            return proceedings.remove(place.item(), decision, Input.form(r).version(), r.caller().id())
                    ? saved(r, place, decision.version() + 1)
                    : changed(r, place, decision.changedBy(), decision.text());
        });
    }

    Response promise(Request request) {
        return writing(request, (r, place) -> {
            Input input = Input.form(r);
            ActionRepository.Details details = details(r, place, input, "newaction", "newowner", "newdue", "newgoal", null);
            input.check();
            return saved(r, place, proceedings.promise(r, place, details, input.orNull("key")).version());
        });
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
        if (goalId != null && !sameGoal && room.goals(request, place.room()).stream().noneMatch(g -> g.value().equals(goalId))) {
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

    Response action(Request request) {
        return writing(request, (r, place) -> {
            Action before = action(r, place);
            if (before == null) {
                return Views.notFound(r);
            }
            String id = "-" + before.id();
            Written written = Written.of(Input.form(r));
            ActionRepository.Details mine =
                    details(r, place, written.input(), "action" + id, "owner" + id, "due" + id, "goal" + id, before);
            written.input().check();
            if (written.resolution() == Conflict.Resolution.THEIRS) {
                return saved(r, place, before.version());
            }
            boolean both = written.resolution() == Conflict.Resolution.BOTH;
            String text = both ? before.text() + " / " + mine.text() : mine.text();
            if (text.length() > Proceedings.LONGEST_ACTION) {
                return tooLong(r, place, conflict(r, before, mine), Proceedings.LONGEST_ACTION);
            }
            ActionRepository.Details kept = new ActionRepository.Details(
                    text, mine.ownerId(), mine.due(), mine.goalId(), mine.unitId());
            Optional<Integer> version = proceedings.action(r, place, before.id(), written.version(), kept);
            if (version.isPresent()) {
                return saved(r, place, version.get());
            }
            Action theirs = action(r, place);
            return theirs == null ? Views.notFound(r) : conflict(r, place, conflict(r, theirs, mine));
        });
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
                "action-" + theirs.id(), name(request, theirs.changedBy()), theirs.changedAt(), theirs.version(), fields);
    }

    private static String owner(Request request, @Nullable String id) {
        return name(request, id == null ? "" : id);
    }

    private static String day(Request request, @Nullable LocalDate day) {
        return day == null ? request.text("action.due.none") : Times.shortDay(day, request.locale());
    }

    private @Nullable Action action(Request request, Finding.Place place) {
        return store.actions().find(Input.id(request.pathParameter("action")))
                .filter(found -> found.itemId() == place.item().id())
                .orElse(null);
    }

    /** Marks an action that is no activity as done, or not. */
    Response doneAction(Request request) {
        return writing(request, (r, place) -> {
            Action action = action(r, place);
            if (action == null) {
                return Views.notFound(r);
            }
            proceedings.done(place.item(), action, "true".equals(r.form("done")), r.caller().id());
            return saved(r, place, action.version() + 1);
        });
    }

    Response removeAction(Request request) {
        return writing(request, (r, place) -> {
            Action action = action(r, place);
            if (action == null) {
                return Views.notFound(r);
            }
            return proceedings.remove(place.item(), action, Input.form(r).version(), r.caller().id())
                    ? saved(r, place, action.version() + 1)
                    : changed(r, place, action.changedBy(), action.text());
        });
    }
}
