package se.samsyn.core.followup;

import java.util.ArrayList;
import java.util.List;

/** Something that a goal lacks before its follow-up can be handed in. */
public record Missing(long goalId, String title, Part part) {

    /** What has to be there. The message {@code followup.missing.<NAME>} says that it is not. */
    public enum Part {
        STATUS,
        COMMENT,
        REASON,
        ANALYSIS
    }

    static List<Missing> of(AssessedGoal goal, Ground ground) {
        Assessment assessment = goal.assessment();
        List<Missing> missing = new ArrayList<>();
        if (assessment.status() == null) {
            return List.of(new Missing(goal.goalId(), goal.title(), Part.STATUS));
        }
        if (assessment.comment().isBlank()) {
            missing.add(new Missing(goal.goalId(), goal.title(), Part.COMMENT));
        }
        if (ground.proposed() != null && ground.proposed() != assessment.status() && assessment.reason() == null) {
            missing.add(new Missing(goal.goalId(), goal.title(), Part.REASON));
        }
        boolean analysed = ground.analysis() != null && !ground.analysis().empty();
        if (ground.asksAnalysis(assessment.status()) && !analysed) {
            missing.add(new Missing(goal.goalId(), goal.title(), Part.ANALYSIS));
        }
        return missing;
    }
}
