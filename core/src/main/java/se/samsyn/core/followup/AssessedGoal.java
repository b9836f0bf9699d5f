package se.samsyn.core.followup;

import org.jspecify.annotations.Nullable;

/** A goal of a follow-up with its assessment. */
public record AssessedGoal(
        Assessment assessment,
        String title,
        String description,
        @Nullable String ownerName,
        @Nullable String authorName) {

    public long goalId() {
        return assessment.goalId();
    }
}
