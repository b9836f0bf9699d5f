package se.samsyn.core.planning;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Period;

/**
 * A unit's plan for a year, after a governance model. Next year's plan is simply another plan.
 *
 * @param edition how many times it has been adopted; 0 while it is a first draft
 * @param adoptedOn the day of the decision that last adopted it; null before that
 * @param correction why an adopted plan was opened again, for the edition that is being written or was last adopted;
 *     empty for the first
 * @param proposedBy who proposed the edition that is being written or was last adopted; null before that, and when the
 *     system did
 * @param proposal what they said with it; may be empty
 * @param returned why it was handed back to them; empty unless it was, and until it is proposed again
 * @param decidedBy who made the decision that last adopted it, such as a committee; empty before that
 * @param registryNumber the decision's registry number; may be empty
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
        @Nullable Long proposedBy,
        String proposal,
        String returned,
        String decidedBy,
        String registryNumber,
        int version) {

    /** Without words where the log, from before there were such, says none. */
    public Plan {
        proposal = proposal == null ? "" : proposal;
        returned = returned == null ? "" : returned;
        decidedBy = decidedBy == null ? "" : decidedBy;
        registryNumber = registryNumber == null ? "" : registryNumber;
    }

    /** How far it has come; goals and targets can be changed in a draft alone. */
    public enum State {
        DRAFT,
        PROPOSED,
        ADOPTED
    }

    /**
     * The decision that adopts a plan.
     *
     * @param on its day
     * @param by who made it
     * @param registryNumber empty when it has none
     */
    public record Decision(LocalDate on, String by, String registryNumber) {}

    /** A first draft, not yet stored. */
    static Plan draft(long planTypeId, long unitId, Period period, String title) {
        return new Plan(0, planTypeId, unitId, period, title, State.DRAFT, 0, null, "", null, "", "", "", "", 0);
    }

    Plan stored(long newId, int newVersion) {
        return new Plan(
                newId, planTypeId, unitId, period, title, state, edition, adoptedOn, correction, proposedBy, proposal,
                returned, decidedBy, registryNumber, newVersion);
    }

    Plan withTitle(String newTitle) {
        return new Plan(
                id, planTypeId, unitId, period, newTitle, state, edition, adoptedOn, correction, proposedBy, proposal,
                returned, decidedBy, registryNumber, version);
    }

    Plan proposed(@Nullable Long by, String newProposal) {
        return step(State.PROPOSED, correction, by, newProposal, "");
    }

    Plan withdrawn() {
        return step(State.DRAFT, correction, proposedBy, proposal, "");
    }

    Plan handedBack(String comment) {
        return step(State.DRAFT, correction, proposedBy, proposal, comment);
    }

    Plan adopted(Decision decision) {
        return new Plan(
                id, planTypeId, unitId, period, title, State.ADOPTED, edition + 1, decision.on(), correction, proposedBy,
                proposal, "", decision.by(), decision.registryNumber(), version);
    }

    Plan openedFor(String newCorrection) {
        return step(State.DRAFT, newCorrection, null, "", "");
    }

    private Plan step(
            State newState, String newCorrection, @Nullable Long by, String newProposal, String newReturned) {
        return new Plan(
                id, planTypeId, unitId, period, title, newState, edition, adoptedOn, newCorrection, by, newProposal,
                newReturned, decidedBy, registryNumber, version);
    }
}
