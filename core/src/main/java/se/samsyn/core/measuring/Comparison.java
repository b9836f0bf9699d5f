package se.samsyn.core.measuring;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Indicator.Direction;

/** Whether a figure is better than another, as they are shown; within the indicator's tolerance they are alike. */
public enum Comparison {
    BETTER,
    ALIKE,
    WORSE,
    /** One of them is missing, or the indicator does not say which way is better. */
    UNKNOWN;

    public static Comparison of(Indicator indicator, @Nullable Double value, @Nullable Double reference) {
        if (value == null || reference == null || indicator.direction() == Direction.NEUTRAL) {
            return UNKNOWN;
        }
        BigDecimal difference = ShownFigure.shown(indicator, value).subtract(ShownFigure.shown(indicator, reference));
        double tolerance = indicator.tolerance() == null ? 0 : indicator.tolerance();
        if (difference.signum() == 0 || difference.abs().compareTo(BigDecimal.valueOf(tolerance)) <= 0) {
            return ALIKE;
        }
        return difference.signum() > 0 == (indicator.direction() == Direction.HIGHER) ? BETTER : WORSE;
    }
}
