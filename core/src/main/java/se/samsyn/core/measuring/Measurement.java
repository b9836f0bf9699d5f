package se.samsyn.core.measuring;

import org.jspecify.annotations.Nullable;

/**
 * One figure, or the reason why there is none.
 *
 * @param value the figure; null unless the state is {@link State#EXISTS} or {@link State#ROUNDED}
 * @param source whose figure it is, as shown: {@code Kolada}, {@code Skolverket}, {@code Egen bearbetning} …
 * @param revision 1 for the first, one more each time it is revised; older revisions are kept
 */
public record Measurement(
        long id,
        long indicatorId,
        long unitId,
        Period period,
        Gender gender,
        Kind kind,
        @Nullable Double value,
        State state,
        String source,
        int revision) {

    /** The same, hidden since the group is small or another could be computed from it. */
    Measurement hidden() {
        return new Measurement(
                id, indicatorId, unitId, period, gender, kind, null, State.SUPPRESSED, source, revision);
    }

    /** Everyone, women and girls, men and boys, by the letters that Kolada uses. */
    public enum Gender {
        T,
        K,
        M
    }

    /** What was, what is aimed at, what is expected. */
    public enum Kind {
        OUTCOME,
        TARGET,
        FORECAST
    }

    /** Whether there is a figure, and if not, why. */
    public enum State {
        EXISTS,
        ROUNDED,
        SUPPRESSED,
        MISSING,
        NOT_REQUIRED;

        /** The name in the database and in the REST interface. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public static State of(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }

        public boolean hasValue() {
            return this == EXISTS || this == ROUNDED;
        }
    }
}
