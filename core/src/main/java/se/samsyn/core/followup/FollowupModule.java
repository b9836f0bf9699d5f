package se.samsyn.core.followup;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.access.UnitTree;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.planning.GoalJudgements;
import se.samsyn.core.rest.Operation;

/** Makes the parts of follow-up. */
public final class FollowupModule {

    private final CycleService cycles;
    private final FollowUpService followUps;
    private final AssessmentService assessments;
    private final GoalJudgements judgements;

    public FollowupModule(Database database, UnitTree units, ChangeLog changes, Clock clock) {
        Jdbi jdbi = database.jdbi();
        FollowUpRepository followUpRows = new FollowUpRepository(jdbi);
        AssessmentRepository assessmentRows = new AssessmentRepository(jdbi);
        DraftService drafts = new DraftService(database, clock);
        cycles = new CycleService(database, new CycleRepository(jdbi), followUpRows, assessmentRows, changes);
        followUps = new FollowUpService(database, cycles, followUpRows, assessmentRows, units, changes, clock);
        assessments = new AssessmentService(database, followUps, assessmentRows, drafts, changes, clock);
        judgements = new FollowedUpGoals(assessments, assessmentRows);
    }

    /** What planning's pages show of follow-ups. */
    public GoalJudgements judgements() {
        return judgements;
    }

    public List<Operation> operations() {
        return new AssessmentEndpoints(assessments).operations();
    }

    public CycleService cycles() {
        return cycles;
    }

    public FollowUpService followUps() {
        return followUps;
    }

    public AssessmentService assessments() {
        return assessments;
    }
}
