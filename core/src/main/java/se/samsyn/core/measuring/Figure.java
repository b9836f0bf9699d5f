package se.samsyn.core.measuring;

import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;

/** A measurement as it is to be saved, by an import or a person. */
public record Figure(
        long indicatorId,
        long unitId,
        Period period,
        Gender gender,
        Kind kind,
        @Nullable Double value,
        State state,
        String source) {

    public Figure {
        if ((value != null) != state.hasValue()) {
            throw new IllegalArgumentException("A figure has a value when, and only when, its state says so: " + state);
        }
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException("Not a number: " + value);
        }
    }

    boolean sameAs(Measurement saved) {
        return java.util.Objects.equals(value, saved.value())
                && state == saved.state()
                && source.equals(saved.source());
    }
}
