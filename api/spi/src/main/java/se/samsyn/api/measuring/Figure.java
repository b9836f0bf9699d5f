package se.samsyn.api.measuring;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An outcome of one indicator for one unit and period, as it comes from a source: a value or a reason why there is none. A
 * missing value is never 0.
 *
 * @param indicator the code of an indicator of the importer's source
 * @param unit how the source knows the unit
 * @param period as {@code 2026}, {@code 2026-T2}, {@code 2026-Q3}, {@code 2026-09}, {@code 2026/27} or {@code HT2026}
 * @param gender whom it is about
 * @param value the value, not NaN or infinite; null when, and only when, {@code missing} says why
 * @param missing why there is no value; null when there is one
 * @since 0.9.0
 */
public record Figure(
        String indicator,
        UnitKey unit,
        String period,
        Gender gender,
        @Nullable Double value,
        @Nullable Missing missing) {

    /** Whom a figure is about. */
    public enum Gender {
        ALL,
        WOMEN,
        MEN
    }

    /** Why there is no value. */
    public enum Missing {
        /** Not known. */
        MISSING,
        /** Hidden by the source, since few people are behind it. */
        SUPPRESSED
    }

    /**
     * A unit by an identifier that another system has for it.
     *
     * @param scheme the kind of identifier, as on the unit's page, such as {@code skolenhetskod}; {@code id} for Samsyn's
     *     own, {@code name} for the unit's name where it is the only one of that name
     * @param value the identifier
     */
    public record UnitKey(String scheme, String value) {

        public UnitKey {
            Objects.requireNonNull(scheme);
            Objects.requireNonNull(value);
        }
    }

    public Figure {
        Objects.requireNonNull(indicator);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(period);
        Objects.requireNonNull(gender);
        if ((value == null) == (missing == null)) {
            throw new IllegalArgumentException("A figure has a value or a reason why it has none");
        }
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException("Not a value: " + value);
        }
    }
}
