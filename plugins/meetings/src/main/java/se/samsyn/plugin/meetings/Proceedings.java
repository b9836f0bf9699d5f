package se.samsyn.plugin.meetings;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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

    /**
     * The version that the note has now; empty when someone else wrote since the version that was seen. What stands there
     * already is saved, whatever was seen: its answer may have been lost.
     */
    Optional<Integer> note(Item item, int version, String text, String personId) {
        return store.database().write(handle -> {
            Note before = store.notes().of(item.id());
            if (before.text().equals(text)) {
                return Optional.of(before.version());
            }
            if (!store.notes().write(handle, item, before, version, text, personId)) {
                return Optional.empty();
            }
            tell(item, "note");
            return Optional.of(version + 1);
        });
    }

    /** A form that is sent again, since its answer was lost, goes on with what it made; it may say something else now. */
    Decision decide(Item item, String text, @Nullable String sentKey, String personId) {
        return store.database().write(handle -> {
            tell(item, "results");
            DecisionRepository decisions = store.decisions();
            Optional<Decision> made = decisions.sent(handle, item, sentKey, text, personId);
            if (made.isEmpty()) {
                return decisions.add(handle, item, text, sentKey, personId);
            }
            if (!made.get().text().equals(text)) {
                decisions.update(handle, made.get(), made.get().version(), text, personId);
            }
            return DecisionRepository.find(handle, made.get().id()).orElseThrow();
        });
    }

    /** The version that the decision has now; empty when someone else wrote, or took it away, since the version that was seen. */
    Optional<Integer> decision(Item item, long id, int version, String text, String personId) {
        return store.database().write(handle -> {
            Optional<Decision> before = DecisionRepository.find(handle, id);
            if (before.isPresent() && before.get().text().equals(text)) {
                return before.map(Decision::version);
            }
            if (before.isEmpty() || !store.decisions().update(handle, before.get(), version, text, personId)) {
                return Optional.empty();
            }
            tell(item, "results");
            return Optional.of(version + 1);
        });
    }

    /** False when someone else wrote since the version that was seen. */
    boolean remove(Item item, Decision decision, int version, String personId) {
        return store.database().write(handle -> {
            tell(item, "results");
            return store.decisions().remove(handle, decision, version, personId);
        });
    }

    Action promise(
            Request request, Finding.Place place, ActionRepository.Details details, @Nullable String sentKey) {
        return store.database().write(handle -> {
            tell(place.item(), "results");
            String me = request.caller().id();
            Optional<Action> made = store.actions().sent(handle, place.item(), sentKey, details, me);
            if (made.isEmpty()) {
                Action added = store.actions().add(handle, place.item(), details, sentKey, me);
                beginActivity(handle, request, place, added);
                return added;
            }
            return change(handle, request, place, made.get(), made.get().version(), details).orElseThrow();
        });
    }

    /** The version that the action has now; empty when someone else wrote, or took it away, since the version that was seen. */
    Optional<Integer> action(
            Request request, Finding.Place place, long id, int version, ActionRepository.Details details) {
        return store.database().write(handle -> {
            tell(place.item(), "results");
            return ActionRepository.find(handle, id)
                    .flatMap(before -> change(handle, request, place, before, version, details))
                    .map(Action::version);
        });
    }

    private Optional<Action> change(
            Handle handle,
            Request request,
            Finding.Place place,
            Action before,
            int version,
            ActionRepository.Details details) {
        if (ActionRepository.Details.of(before).equals(details)) {
            return Optional.of(before);
        }
        if (!store.actions().update(handle, before, version, details, request.caller().id())) {
            return Optional.empty();
        }
        Action after = ActionRepository.find(handle, before.id()).orElseThrow();
        if (after.activityId() != null) {
            changeActivity(request, place, before, after);
        } else if (!Objects.equals(before.ownerId(), after.ownerId()) || !Objects.equals(before.due(), after.due())) {
            beginActivity(handle, request, place, after);
        }
        return Optional.of(after);
    }

    void done(Action action, boolean done, String personId) {
        store.database().write(handle -> {
            store.actions().setDone(handle, action, done, personId);
            tellWhereItIsFollowed(handle, live, action);
            return true;
        });
    }

    /** The meeting where it was promised, and those that go on, where it comes up until it is done. */
    static void tellWhereItIsFollowed(Handle handle, Live live, Action action) {
        live.tell(Meeting.topic(action.meetingId()), "results-" + action.itemId(), "");
        MeetingRepository.ongoingOf(handle, action.seriesId())
                .forEach(id -> live.tell(Meeting.topic(id), "following", ""));
    }

    /** False when someone else wrote since the version that was seen. */
    boolean remove(Item item, Action action, int version, String personId) {
        return store.database().write(handle -> {
            tell(item, "results");
            return store.actions().remove(handle, action, version, personId);
        });
    }

    /**
     * What somebody is to do by a day is an activity on the goal or the unit, and stands on their own page. Where the one
     * who writes may not make activities there, it stays the meeting's own; so it does when the activity has been taken away.
     */
    private void beginActivity(Handle handle, Request request, Finding.Place place, Action action) {
        if (action.ownerId() == null || action.due() == null || action.done()) {
            return;
        }
        NewActivity wanted = new NewActivity(
                action.goalId(),
                action.unitId(),
                action.text(),
                "",
                Set.of(action.ownerId()),
                action.due(),
                origin(request, place, action));
        try {
            Activity activity = request.services().activities().create(wanted);
            store.actions().becomes(handle, action, activity.id(), request.caller().id());
        } catch (InputException refused) {
            if (!refused.errors().containsKey("unitId") && !refused.errors().containsKey("goalId")) {
                throw refused;
            }
        }
    }

    /**
     * Changes on the activity what was changed at the meeting, and nothing else: others may have written on it. Where the one
     * who writes may not, it stays, and the room says so.
     */
    private void changeActivity(Request request, Finding.Place place, Action before, Action action) {
        String id = Objects.requireNonNull(action.activityId());
        Activity now = request.services().activities().find(Set.of(id)).get(id);
        if (now == null || !now.changeable()) {
            return;
        }
        Set<String> owners = new HashSet<>(now.ownerIds());
        if (!Objects.equals(before.ownerId(), action.ownerId())) {
            owners.remove(before.ownerId());
            Optional.ofNullable(action.ownerId()).ifPresent(owners::add);
        }
        request.services().activities().change(id, now.version(), new NewActivity(
                now.goalId(),
                now.unitId(),
                before.text().equals(action.text()) ? now.title() : action.text(),
                now.description(),
                owners,
                Objects.equals(before.due(), action.due()) ? now.due() : action.due(),
                origin(request, place, action)));
    }

    /** Once it is said when a meeting was held, those of its activities that the caller may change say so too. */
    static void held(Request request, Store store, Series series, Meeting now) {
        List<Action> promised = store.actions().ofMeeting(now.id()).stream()
                .filter(action -> action.activityId() != null)
                .toList();
        ActionStates.activities(request, promised).values().stream().filter(Activity::changeable).forEach(activity -> {
            Action action = promised.stream().filter(one -> activity.id().equals(one.activityId())).findFirst().orElseThrow();
            NewActivity dated = new NewActivity(
                    activity.goalId(),
                    activity.unitId(),
                    activity.title(),
                    activity.description(),
                    activity.ownerIds(),
                    activity.due(),
                    origin(request, series, now, action));
            try {
                request.services().activities().change(activity.id(), activity.version(), dated);
            } catch (InputException refused) {
                // It says the planned day still; that keeps nobody from ending the meeting.
            }
        });
    }

    private static NewActivity.Origin origin(Request request, Finding.Place place, Action action) {
        return origin(request, place.room().series(), place.meeting(), action);
    }

    private static NewActivity.Origin origin(Request request, Series series, Meeting meeting, Action action) {
        // Whoever may read the unit's activities sees this, and may not know what the meeting's series is called.
        Kind kind = series.kind();
        String name = request.text(kind == Kind.OWN ? "origin.closed" : kind.key());
        return new NewActivity.Origin(
                name + ", " + Times.shortDay(HeldTime.day(meeting), request.locale()), "/meetings/" + meeting.id() + "#action-" + action.id());
    }
}
