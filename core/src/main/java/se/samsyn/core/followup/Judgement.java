package se.samsyn.core.followup;

import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Status;

/**
 * What a person writes in an assessment.
 *
 * @param reason why they judge otherwise than the figures speak for; empty when they say nothing of it
 */
public record Judgement(
        @Nullable Status status, Assessment.@Nullable Trend trend, String comment, String reason) {

    /** Nothing yet. */
    public static final Judgement EMPTY = new Judgement(null, null, "", "");
}
