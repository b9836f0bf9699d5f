package se.samsyn.core.followup;

import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Status;

/** What a person writes in an assessment. */
public record Judgement(
        @Nullable Status status, Assessment.@Nullable Trend trend, String comment, String analysis) {

    /** Nothing yet. */
    public static final Judgement EMPTY = new Judgement(null, null, "", "");
}
