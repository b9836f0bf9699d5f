package se.samsyn.core.measuring;

import org.jspecify.annotations.Nullable;

/**
 * What a figure is in the store.
 *
 * @param hidden whether it is shown to no one, since a suppressed one could be computed from it
 */
public record Stored(@Nullable Double value, Measurement.State state, String source, boolean hidden) {

    public boolean sameAs(Figure figure) {
        return java.util.Objects.equals(value, figure.value())
                && state == figure.state()
                && source.equals(figure.source());
    }
}
