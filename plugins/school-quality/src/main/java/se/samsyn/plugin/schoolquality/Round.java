package se.samsyn.plugin.schoolquality;

import java.time.Instant;

/**
 * One self-assessment of a unit in a period.
 *
 * @param unitId core's id of the unit
 * @param period a school year or a term, as {@link Period} writes it
 * @param openedBy core's id of the person
 */
record Round(
        long id,
        long frameworkId,
        String unitId,
        String period,
        State state,
        Instant openedAt,
        String openedBy,
        int version) {

    /** The steps of a round, in order. The message {@code round.state.<NAME>} names each. */
    enum State {
        /** Each person answers for themselves, and sees their own answers alone. */
        OPEN,
        /** The unit assesses together, beside the spread of the answers. */
        JOINT,
        /** It is done and is not changed any more. */
        LOCKED
    }

    String address() {
        return address(unitId, id);
    }

    static String address(String unitId, long id) {
        return "/modules/school-quality/units/" + unitId + "/rounds/" + id;
    }
}
