package se.samsyn.core.followup;

import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Period;

/** Which assessments one asks for; null does not narrow. */
public record AssessmentFilter(
        @Nullable Long goalId, @Nullable Long unitId, @Nullable Long followUpId, @Nullable Period period) {

    public static final AssessmentFilter ALL = new AssessmentFilter(null, null, null, null);
}
