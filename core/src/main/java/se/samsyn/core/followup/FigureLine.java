package se.samsyn.core.followup;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.Standing;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.web.Numbers;
import se.samsyn.core.web.Words;

/**
 * How a goal stands on one of its indicators, as it is shown.
 *
 * @param state the state of the outcome; null when there is none
 * @param status what is proposed; null when the figures say nothing
 * @param why why that is proposed, or why nothing is
 */
public record FigureLine(
        long indicatorId,
        String name,
        @Nullable String state,
        String outcome,
        String period,
        String source,
        @Nullable String targetState,
        String target,
        String previous,
        @Nullable Status status,
        String why) {

    static FigureLine of(Standing standing, Words words, Locale locale) {
        Indicator indicator = standing.indicator();
        Measurement outcome = standing.outcome();
        Measurement target = standing.target();
        Measurement previous = standing.previous();
        return new FigureLine(
                indicator.id(),
                indicator.name(),
                outcome == null ? null : outcome.state().name(),
                figure(outcome, indicator, locale),
                outcome == null ? "" : outcome.period().text(),
                outcome == null ? "" : outcome.source(),
                target == null ? null : target.state().name(),
                figure(target, indicator, locale),
                previous == null || previous.value() == null
                        ? ""
                        : words.text(
                                "followup.figure.previous",
                                figure(previous, indicator, locale),
                                previous.period().text()),
                standing.proposal().status(),
                standing.proposal().explain(words, locale));
    }

    private static String figure(@Nullable Measurement measurement, Indicator indicator, Locale locale) {
        if (measurement == null || measurement.value() == null) {
            return "";
        }
        String unit = indicator.unitOfMeasure().isEmpty() ? "" : "\u00a0" + indicator.unitOfMeasure();
        return Numbers.text(measurement.value(), indicator.decimals(), locale) + unit;
    }
}
