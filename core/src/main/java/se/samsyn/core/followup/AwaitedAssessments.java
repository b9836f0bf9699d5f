package se.samsyn.core.followup;

import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.planning.Goal;
import se.samsyn.core.planning.GoalObserver;

/** Lets a goal that comes into a plan be judged in the follow-ups of the plan that are under way. */
public final class AwaitedAssessments implements GoalObserver {

    private final AssessmentRepository assessments;

    public AwaitedAssessments(Jdbi jdbi) {
        assessments = new AssessmentRepository(jdbi);
    }

    @Override
    public void added(Goal goal) {
        assessments.insertMissing(goal);
    }
}
