package se.samsyn.plugin.schoolquality;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
        return "/modules/school-quality" + path(unitId, id);
    }

    /** The plugin's route of it. */
    String path() {
        return path(unitId, id);
    }

    private static String path(String unitId, long id) {
        return "/units/" + unitId + "/rounds/" + id;
    }

    /** The locked one of the latest period. */
    static Optional<Round> latestLocked(List<Round> rounds) {
        return rounds.stream()
                .filter(round -> round.state() == State.LOCKED)
                .max(Comparator.comparing((Round round) -> Period.of(round.period()).start())
                        .thenComparing(Round::id));
    }
}
