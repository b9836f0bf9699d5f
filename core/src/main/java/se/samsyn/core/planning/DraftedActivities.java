package se.samsyn.core.planning;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.planning.Activity.State;
import se.samsyn.core.web.Rejection;

/** Makes activities of drafts that hold: what they say fits together, and those who are to do them are there. */
final class DraftedActivities {

    private static final int MOST_OWNERS = 30;

    private final PlanningReferences references;
    private final ActivityCauses causes;

    DraftedActivities(PlanningReferences references, ActivityCauses causes) {
        this.references = references;
        this.causes = causes;
    }

    /**
     * The activity on the unit that the user's draft makes of the present one.
     *
     * @throws Rejection when there is something wrong with it
     */
    Activity of(CurrentUser user, long unitId, Activity present, ActivityDraft draft) {
        Rejection.Check check = new Rejection.Check();
        String title = Texts.line(check, "title", draft.title(), DraftedGoals.TITLE_LENGTH);
        String description = Texts.lines(check, "description", draft.description(), DraftedGoals.DESCRIPTION_LENGTH);
        requireOwners(check, present, draft.ownerIds());
        check.that(
                draft.starts() == null || draft.due() == null || !draft.due().isBefore(draft.starts()),
                "due",
                "planning.activity.error.dates");
        check.that(draft.progress() >= 0 && draft.progress() <= 100, "progress", "planning.activity.error.progress");
        check.that(
                draft.state() != State.NOT_STARTED || draft.progress() == 0,
                "progress",
                "planning.activity.error.notstarted");
        check.that(maySay(user, unitId, present.causeId(), draft.causeId()), "cause", "planning.activity.error.cause");
        check.done();
        return new Activity(
                present.id(),
                present.goalId(),
                present.unitId(),
                title,
                description,
                List.copyOf(draft.ownerIds()),
                draft.starts(),
                draft.due(),
                draft.state(),
                draft.state() == State.DONE ? 100 : draft.progress(),
                draft.causeId(),
                present.origin(),
                present.previousActivityId(),
                present.removed(),
                present.version());
    }

    /** Whether the cause is one that the user sees on the unit; the one that it has may stay. */
    private boolean maySay(CurrentUser user, long unitId, @Nullable Long present, @Nullable Long wanted) {
        if (wanted == null || wanted.equals(present)) {
            return true;
        }
        FoundCause found = causes.of(user, List.of(wanted)).get(wanted);
        return found != null && found.unitId() == unitId;
    }

    private void requireOwners(Rejection.Check check, Activity present, List<Long> owners) {
        Set<Long> added = new HashSet<>(owners);
        check.that(added.size() == owners.size(), "owners", "planning.activity.error.sameowner");
        check.that(owners.size() <= MOST_OWNERS, "owners", "planning.activity.error.manyowners", MOST_OWNERS);
        present.ownerIds().forEach(added::remove);
        check.that(references.people(added).containsAll(added), "owners", "planning.error.person");
    }
}
