package se.samsyn.core.measuring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.web.Numbers;
import se.samsyn.core.web.Words;

/**
 * What the figures say about the status, for a person to agree with or not. Figures are compared as they are shown, so
 * that the reason never contradicts what stands beside it.
 *
 * @param status null when the figures say nothing
 * @param reason why
 * @param limit the last figure that is still yellow; null when nothing is yellow
 * @param lower whether lower is better, so that the target is the most that it should be
 */
public record StatusProposal(
        @Nullable Status status,
        Reason reason,
        @Nullable BigDecimal outcome,
        @Nullable BigDecimal target,
        @Nullable BigDecimal limit,
        boolean lower,
        int decimals) {

    /**
     * Why the status is, or is not, proposed. The message {@code measuring.proposal.<NAME>} says it, with {@code .atleast}
     * or {@code .atmost} where there is a target.
     */
    public enum Reason {
        /** The target of the whole period is met. */
        REACHED,
        /** The target is met so far into its period. */
        AS_PLANNED,
        /** Short of the target, within the tolerance. */
        YELLOW,
        /** Short of the target and of the tolerance. */
        RED,
        /** Short of the target, which has no yellow part. */
        RED_WITHOUT_YELLOW,
        NO_TARGET,
        NO_OUTCOME,
        SUPPRESSED,
        /** The indicator does not say which way is better. */
        NO_DIRECTION
    }

    /** Proposes a status. */
    public static StatusProposal of(
            Indicator indicator, @Nullable Measurement outcome, @Nullable Measurement target) {
        if (outcome != null && outcome.state() == Measurement.State.SUPPRESSED) {
            return none(Reason.SUPPRESSED, indicator);
        }
        if (outcome == null || outcome.value() == null) {
            return none(Reason.NO_OUTCOME, indicator);
        }
        if (target == null || target.value() == null) {
            return none(Reason.NO_TARGET, indicator);
        }
        if (indicator.direction() == Direction.NEUTRAL) {
            return none(Reason.NO_DIRECTION, indicator);
        }
        boolean whole = outcome.period().contains(target.period());
        return compare(indicator, outcome.value(), target.value(), whole);
    }

    /**
     * The reason in words, such as 'gul: 86 av 92, gult från 85'.
     *
     * @param words the messages of the language
     */
    public String explain(Words words, Locale locale) {
        String key = "measuring.proposal." + reason + (target == null ? "" : lower ? ".atmost" : ".atleast");
        return words.text(key, text(outcome, locale), text(target, locale), text(limit, locale));
    }

    private String text(@Nullable BigDecimal value, Locale locale) {
        return value == null ? "" : Numbers.text(value.doubleValue(), decimals, locale);
    }

    private static StatusProposal compare(Indicator indicator, double outcome, double target, boolean whole) {
        BigDecimal is = shown(BigDecimal.valueOf(outcome), indicator);
        BigDecimal aim = shown(BigDecimal.valueOf(target), indicator);
        boolean lower = indicator.direction() == Direction.LOWER;
        int sign = lower ? -1 : 1;
        if (is.compareTo(aim) * sign >= 0) {
            return whole
                    ? new StatusProposal(Status.REACHED, Reason.REACHED, is, aim, null, lower, indicator.decimals())
                    : new StatusProposal(Status.ON_TRACK, Reason.AS_PLANNED, is, aim, null, lower, indicator.decimals());
        }
        BigDecimal limit = limit(indicator, target, sign);
        if (limit == null || limit.compareTo(aim) == 0) {
            return new StatusProposal(
                    Status.OFF_TRACK, Reason.RED_WITHOUT_YELLOW, is, aim, null, lower, indicator.decimals());
        }
        return is.compareTo(limit) * sign >= 0
                ? new StatusProposal(Status.AT_RISK, Reason.YELLOW, is, aim, limit, lower, indicator.decimals())
                : new StatusProposal(Status.OFF_TRACK, Reason.RED, is, aim, limit, lower, indicator.decimals());
    }

    private static @Nullable BigDecimal limit(Indicator indicator, double target, int sign) {
        if (indicator.tolerance() == null) {
            return null;
        }
        BigDecimal tolerance = BigDecimal.valueOf(indicator.tolerance()).multiply(BigDecimal.valueOf(sign));
        return shown(BigDecimal.valueOf(target).subtract(tolerance), indicator);
    }

    private static BigDecimal shown(BigDecimal value, Indicator indicator) {
        return value.setScale(indicator.decimals(), RoundingMode.HALF_UP);
    }

    private static StatusProposal none(Reason reason, Indicator indicator) {
        return new StatusProposal(null, reason, null, null, null, false, indicator.decimals());
    }
}
