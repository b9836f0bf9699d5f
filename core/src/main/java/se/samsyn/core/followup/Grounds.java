package se.samsyn.core.followup;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Standing;
import se.samsyn.core.measuring.Status;

/** What goals are judged on in a follow-up, and what is lacking of it. */
final class Grounds {

    private final CycleService cycles;
    private final EarlierJudgements earlier;
    private final AnalysisRepository analyses;
    private final GoalFigures figures;

    Grounds(CycleService cycles, EarlierJudgements earlier, AnalysisRepository analyses, GoalFigures figures) {
        this.cycles = cycles;
        this.earlier = earlier;
        this.analyses = analyses;
        this.figures = figures;
    }

    /**
     * Those of a whole follow-up, in as many statements whatever the number of goals.
     *
     * @param asksAnalysis whether the round asks for an analysis across goals
     * @param analysis the one across goals; null when none has been written
     */
    record All(Map<Long, Ground> byGoal, boolean asksAnalysis, @Nullable Analysis analysis) {

        Ground of(long goalId) {
            return byGoal.getOrDefault(goalId, Ground.NONE);
        }

        /** What is lacking before it can be handed in. */
        List<Missing> missing(AssessedGoal goal) {
            return Missing.of(goal, of(goal.goalId()));
        }

        /** Whether the analysis across goals is asked for and there is nothing in it. */
        boolean lacksAnalysis() {
            return asksAnalysis && (analysis == null || analysis.empty());
        }
    }

    All of(FollowUp followUp, Collection<Long> goalIds) {
        Cycle cycle = cycles.get(followUp.cycleId());
        Map<Long, List<Standing>> standings = figures.standings(goalIds, cycle.period());
        Map<Long, Stated> last = earlier.last(goalIds, followUp.id());
        Map<Long, Analysis> ofGoals = new HashMap<>();
        Analysis across = null;
        for (Analysis analysis : analyses.ofFollowUps(List.of(followUp.id()))) {
            if (analysis.goalId() == null) {
                across = analysis;
            } else {
                ofGoals.put(analysis.goalId(), analysis);
            }
        }
        Map<Long, Ground> grounds = new HashMap<>();
        goalIds.forEach(goal -> grounds.put(
                goal, new Ground(standings.getOrDefault(goal, List.of()), last.get(goal), ofGoals.get(goal))));
        return new All(grounds, cycle.asksAnalysis(), across);
    }

    /** What the figures speak for of each goal; goals of which they say nothing are left out. */
    Map<Long, Status> proposed(FollowUp followUp, Collection<Long> goalIds) {
        Map<Long, Status> proposed = new HashMap<>();
        figures.standings(goalIds, cycles.get(followUp.cycleId()).period())
                .forEach((goal, standings) -> GoalFigures.deciding(standings)
                        .ifPresent(standing -> proposed.put(goal, standing.proposal().status())));
        return proposed;
    }
}
