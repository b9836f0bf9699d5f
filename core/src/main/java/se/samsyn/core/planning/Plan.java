package se.samsyn.core.planning;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Period;

/**
 * A unit's plan for a year, after a governance model. Next year's plan is simply another plan.
 *
 * @param edition how many times it has been adopted; 0 while it is a first draft
 * @param adoptedOn when it was last adopted; null before that
 * @param correction why an adopted plan was opened again, for the edition that is being written or was last adopted;
 *     empty for the first
 */
public record Plan(
        long id,
        long planTypeId,
        long unitId,
        Period period,
        String title,
        State state,
        int edition,
        @Nullable LocalDate adoptedOn,
        String correction,
        int version) {

    /** Whether it has been adopted; then its goals are frozen until it is opened for a correction. */
    public enum State {
        DRAFT,
        ADOPTED
    }

    /** A first draft, not yet stored. */
    static Plan draft(long planTypeId, long unitId, Period period, String title) {
        return new Plan(0, planTypeId, unitId, period, title, State.DRAFT, 0, null, "", 0);
    }

    Plan stored(long newId, int newVersion) {
        return new Plan(newId, planTypeId, unitId, period, title, state, edition, adoptedOn, correction, newVersion);
    }

    Plan withTitle(String newTitle) {
        return new Plan(id, planTypeId, unitId, period, newTitle, state, edition, adoptedOn, correction, version);
    }

    Plan adopted(LocalDate day) {
        return new Plan(id, planTypeId, unitId, period, title, State.ADOPTED, edition + 1, day, correction, version);
    }

    Plan openedFor(String newCorrection) {
        return new Plan(id, planTypeId, unitId, period, title, State.DRAFT, edition, adoptedOn, newCorrection, version);
    }
}
