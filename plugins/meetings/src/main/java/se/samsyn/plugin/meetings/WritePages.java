package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.Instant;
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

    private final Proceedings proceedings;
    private final Store store;
    private final RoomView room;
    private final Finding finding;
    private final Removed removed;
    private final Clock clock;

    WritePages(Store store, Proceedings proceedings, RoomView room, Finding finding, Removed removed, Clock clock) {
        this.store = store;
        this.proceedings = proceedings;
        this.room = room;
        this.finding = finding;
        this.removed = removed;
        this.clock = clock;
    }

    /** The version that a field was written on, and what is to become of it when that was not the latest. */
    record Written(Input input, Conflict.Resolution resolution, int version) {

        static Written of(Input input) {
            Conflict.Resolution resolution = Conflict.Resolution.of(input);
            return new Written(
                    input,
                    resolution,
                    resolution == Conflict.Resolution.NONE ? input.version() : input.number("conflictVersion", 0, 1_000_000_000, -1));
        }
    }

    /** Lets in those who write while the meeting is open for it. */
    Response writing(Request request, Finding.PlacePage page) {
        return finding.item(request, Insight.Level.MEMBER, (r, place) -> {
            if (place.meeting().state() == Meeting.State.PLANNED) {
                return Response.problem(409, "not-begun", r.text("meeting.notbegun"));
            }
            if (!place.room().writes()) {
                return locked(r, place);
            }
            try {
                return page.of(r, place);
            } catch (MinutesLocked e) {
                return locked(r, place);
            } catch (InputException e) {
                return room.page(r, place.room(), place.item(), FormView.of(r.form()).reject(e), null).withStatus(422);
            }
        });
    }

    /** Says that nothing is saved any more and why; what was typed stays in the form. */
    private Response locked(Request request, Finding.Place place) {
        RoomNotice notice = RoomNotice.of(store, request, place.meeting());
        if (notice == null) {
            return Views.shut(request, place.meeting());
        }
        return bySelf(request)
                ? Response.page("meetings/room-notice", Map.of("meeting", place.meeting(), "notice", notice)).withStatus(423)
                : room.page(request, place.room(), place.item(), FormView.of(request.form()), null).withStatus(423);
    }

    /** Whether a script sends it, and the page stays. */
    static boolean bySelf(Request request) {
        return "true".equals(request.header("Samsyn-Autosave"));
    }

    static Response saved(Request request, Finding.Place place, int version) {
        return bySelf(request)
                ? new Response.Json(200, Map.of("version", version), Integer.toString(version))
                : Response.redirect(RoomView.address(place.meeting(), place.item()));
    }

    /** Where a conflict was settled one goes on in the field that it was about. */
    static Response settled(Request request, Finding.Place place, int version, String field) {
        return bySelf(request) || !Input.form(request).has("resolution")
                ? saved(request, place, version)
                : Response.redirect(RoomView.address(place.meeting(), place.item()) + "#f-" + field);
    }

    Response conflict(Request request, Finding.Place place, Conflict conflict) {
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
                return settled(r, place, now.version(), "note-" + item.id());
            }
            String text = written.resolution().of(mine, now.text());
            if (text.length() > Proceedings.LONGEST_NOTE) {
                return tooLong(r, place, conflict(r, now, mine), Proceedings.LONGEST_NOTE);
            }
            return proceedings
                    .note(item, written.version(), text, r.caller().id())
                    .map(v -> settled(r, place, v, "note-" + item.id()))
                    .orElseGet(() -> conflict(r, place, conflict(r, store.notes().of(item.id()), mine)));
        });
    }

    private Conflict conflict(Request request, Note theirs, String mine) {
        return new Conflict(
                "note-" + theirs.itemId(),
                Conflict.who(request, theirs.changedBy()),
                Objects.requireNonNullElse(theirs.changedAt(), clock.instant()),
                theirs.version(),
                List.of(new Conflict.Field(request.text("note.label"), mine, theirs.text())));
    }

    /** Both texts are more than there is room for: both are shown again. */
    Response tooLong(Request request, Finding.Place place, Conflict conflict, int longest) {
        FormView form = FormView.of(request.form()).reject("", request.text("conflict.both.long", longest));
        return room.page(request, place.room(), place.item(), form, conflict).withStatus(422);
    }

    /** What somebody wants to take away says something else now: it is shown, and can be taken away as it is. */
    Response changed(Request request, Finding.Place place, String who, Instant at, String text) {
        String why = request.text("remove.changed", Views.name(request, who), text, Views.moment(request, at));
        FormView form = FormView.of(request.form()).reject("", why);
        return room.page(request, place.room(), place.item(), form, null).withStatus(409);
    }

    Response decide(Request request) {
        return writing(request, (r, place) -> {
            Input input = Input.form(r);
            String text = input.required("newdecision", Proceedings.LONGEST_DECISION);
            String key = input.key();
            input.check();
            return saved(r, place, proceedings.decide(place.item(), text, key, r.caller().id()).version());
        });
    }

    Response decision(Request request) {
        return writing(request, (r, place) -> {
            Decision before = decision(r, place);
            if (before == null) {
                return removed(r, Decision.ENTITY, decisionId(r));
            }
            Written written = Written.of(Input.form(r));
            String field = "decision-" + before.id();
            String mine = written.input().required(field, Proceedings.LONGEST_DECISION);
            written.input().check();
            if (written.resolution() == Conflict.Resolution.THEIRS) {
                return settled(r, place, before.version(), field);
            }
            String text = written.resolution().of(mine, before.text());
            if (text.length() > Proceedings.LONGEST_DECISION) {
                return tooLong(r, place, conflict(r, before, mine), Proceedings.LONGEST_DECISION);
            }
            Optional<Integer> version =
                    proceedings.decision(place.item(), before.id(), written.version(), text, r.caller().id());
            if (version.isPresent()) {
                return settled(r, place, version.get(), field);
            }
            Decision theirs = decision(r, place);
            return theirs == null ? removed(r, Decision.ENTITY, before.id()) : conflict(r, place, conflict(r, theirs, mine));
        });
    }

    private static Conflict conflict(Request request, Decision theirs, String mine) {
        return new Conflict(
                "decision-" + theirs.id(),
                Conflict.who(request, theirs.changedBy()),
                theirs.changedAt(),
                theirs.version(),
                List.of(new Conflict.Field(request.text("decision.label"), mine, theirs.text())));
    }

    private @Nullable Decision decision(Request request, Finding.Place place) {
        return store.decisions()
                .find(decisionId(request))
                .filter(found -> found.itemId() == place.item().id())
                .orElse(null);
    }

    private static long decisionId(Request request) {
        return Input.id(request.pathParameter("decision"));
    }

    /** Answers about what stood under an item and has been taken away by now; not found when it never was. */
    Response removed(Request request, String entity, long id) {
        return finding.item(request, Insight.Level.OVERSEER, (r, place) -> removed.under(r, place, entity, id));
    }

    /** The same to whoever wants to take it away: that is done. */
    Response removedAlready(Request request, Finding.Place place, String entity, long id) {
        return removed.is(place, entity, id) ? saved(request, place, 0) : Views.notFound(request);
    }

    Response removeDecision(Request request) {
        return writing(request, (r, place) -> {
            Decision decision = decision(r, place);
            if (decision == null) {
                return removedAlready(r, place, Decision.ENTITY, decisionId(r));
            }
            return proceedings.remove(place.item(), decision, Input.form(r).version(), r.caller().id())
                    ? saved(r, place, decision.version() + 1)
                    : changed(r, place, decision.changedBy(), decision.changedAt(), decision.text());
        });
    }
}
