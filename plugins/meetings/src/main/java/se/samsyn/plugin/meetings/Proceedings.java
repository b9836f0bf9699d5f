package se.samsyn.plugin.meetings;

import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.live.Live;
import se.samsyn.api.planning.Activity;
import se.samsyn.api.planning.NewActivity;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;

/**
 * What is written at a meeting: notes, decisions and what is to be done. Each is saved on the version that its writer saw,
 * and told to those who have the meeting open.
 */
final class Proceedings {

    static final int LONGEST_NOTE = 50_000;
    static final int LONGEST_DECISION = 2_000;

    /** As long as an activity's title. */
    static final int LONGEST_ACTION = 200;

    private final Store store;
    private final Live live;

    Proceedings(Store store, Live live) {
        this.store = store;
        this.live = live;
    }

    private void tell(Item item, String what) {
        live.tell(Meeting.topic(item.meetingId()), what + "-" + item.id(), "");
        live.tell(Meeting.topic(item.meetingId()), "written", "");
    }

    /** The version that the note has now; empty when someone else wrote since the version that was seen. */
    Optional<Integer> note(Item item, int version, String text, String personId) {
        return store.database().write(handle -> {
            Note before = store.notes().of(item.id());
            if (before.version() == version && before.text().equals(text)) {
                return Optional.of(version);
            }
            if (!store.notes().write(handle, item, before, version, text, personId)) {
                return Optional.empty();
            }
            tell(item, "note");
            return Optional.of(version + 1);
        });
    }

    Decision decide(Item item, String text, @Nullable String sentKey, String personId) {
        return store.database().write(handle -> {
            tell(item, "results");
            return store.decisions().add(handle, item, text, sentKey, personId);
        });
    }

    Optional<Integer> decision(Item item, Decision before, int version, String text, String personId) {
        if (before.version() == version && before.text().equals(text)) {
            return Optional.of(version);
        }
        return store.database().write(handle -> {
            if (!store.decisions().update(handle, before, version, text, personId)) {
                return Optional.empty();
            }
            tell(item, "results");
            return Optional.of(version + 1);
        });
    }

    void remove(Item item, Decision decision, String personId) {
        store.database().write(handle -> {
            store.decisions().remove(handle, decision, personId);
            tell(item, "results");
            return true;
        });
    }

    Action promise(
            Request request, Finding.Place place, ActionRepository.Details details, @Nullable String sentKey) {
        return store.database().write(handle -> {
            Action made = store.actions().add(handle, place.item(), details, sentKey, request.caller().id());
            keepActivity(handle, request, place, made);
            tell(place.item(), "results");
            return made;
        });
    }

    Optional<Integer> action(
            Request request, Finding.Place place, Action before, int version, ActionRepository.Details details) {
        return store.database().write(handle -> {
            if (!store.actions().update(handle, before, version, details, request.caller().id())) {
                return Optional.empty();
            }
            keepActivity(handle, request, place, ActionRepository.find(handle, before.id()).orElseThrow());
            tell(place.item(), "results");
            return Optional.of(version + 1);
        });
    }

    void done(Item item, Action action, boolean done, String personId) {
        store.database().write(handle -> {
            store.actions().setDone(handle, action, done, personId);
            tell(item, "results");
            return true;
        });
    }

    void remove(Item item, Action action, String personId) {
        store.database().write(handle -> {
            store.actions().remove(handle, action, personId);
            tell(item, "results");
            return true;
        });
    }

    /**
     * What somebody is to do by a day is an activity on the goal or the unit, and stands on their own page. Where the one
     * who writes may not make activities there, it stays the meeting's own.
     */
    private void keepActivity(Handle handle, Request request, Finding.Place place, Action action) {
        if (action.ownerId() == null || action.due() == null || action.done()) {
            return;
        }
        NewActivity wanted = wanted(request, place, action);
        String made = action.activityId();
        try {
            if (made == null) {
                Activity activity = request.services().activities().create(wanted);
                store.actions().becomes(handle, action, activity.id(), request.caller().id());
            } else {
                Activity now = request.services().activities().find(Set.of(made)).get(made);
                if (now != null) {
                    request.services().activities().change(made, now.version(), wanted);
                }
            }
        } catch (InputException refused) {
            boolean notThere = refused.errors().containsKey("unitId") || refused.errors().containsKey("goalId");
            if (!notThere && !refused.errors().isEmpty()) {
                throw refused;
            }
        }
    }

    private static NewActivity wanted(Request request, Finding.Place place, Action action) {
        Meeting meeting = place.meeting();
        // Whoever may read the unit's activities sees this, and need not know of a meeting that is its members' own.
        Series series = place.room().series();
        String from = series.openAbove() ? series.name() : request.text(series.kind() == Kind.OWN ? "origin.closed" : series.kind().key());
        String day = ", " + Times.shortDay(meeting.day(), request.locale());
        String name = from.length() + day.length() > 200 ? from.substring(0, 200 - day.length()) : from;
        return new NewActivity(
                action.goalId(),
                action.unitId(),
                action.text(),
                "",
                action.ownerId() == null ? Set.of() : Set.of(action.ownerId()),
                action.due(),
                new NewActivity.Origin(name + day, "/meetings/" + meeting.id() + "#action-" + action.id()));
    }
}
