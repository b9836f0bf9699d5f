package se.samsyn.api.subject;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something of Samsyn's that can be talked about: pointed at from elsewhere and shown there as it is today.
 *
 * @param type its kind
 * @param id its id
 * @param unitId for an indicator, the unit whose figures are meant; else null
 * @since 0.9.0
 */
public record Subject(Type type, String id, @Nullable String unitId) {

    /** The kinds there are. */
    public enum Type {
        UNIT,
        GOAL,
        INDICATOR,
        ACTIVITY
    }

    public Subject {
        Objects.requireNonNull(type);
        Objects.requireNonNull(id);
        if ((type == Type.INDICATOR) == (unitId == null)) {
            throw new IllegalArgumentException("A unit is given when, and only when, it is an indicator");
        }
    }

    /** A subject that is no indicator. */
    public static Subject of(Type type, String id) {
        return new Subject(type, id, null);
    }

    /** An indicator's figures on a unit. */
    public static Subject indicator(String id, String unitId) {
        return new Subject(Type.INDICATOR, id, unitId);
    }
}
