package se.samsyn.core.report;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.followup.FollowupModule;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.people.UserRepository;
import se.samsyn.core.planning.PlanningModule;
import se.samsyn.core.web.NavigationItem;

/** Makes the parts of report. */
public final class ReportModule {

    private final ComparePages indicators;
    private final CompareGoalPages goals;
    private final PlanGoalExport planned;
    private final AnalysisExport analyses;

    public ReportModule(
            UnitRepository units,
            UserRepository users,
            MeasuringModule measuring,
            PlanningModule planning,
            FollowupModule followup,
            Clock clock) {
        ComparedUnits compared = new ComparedUnits(units, clock);
        UnitGoals unitGoals =
                new UnitGoals(planning.plans(), planning.goals(), followup.assessments(), clock);
        CompareService compare =
                new CompareService(
                        measuring.indicators(), measuring.measurements(), measuring.comparisons(), planning.goals());
        indicators = new ComparePages(compared, compare, measuring.measurements(), new GoalTallies(unitGoals));
        goals = new CompareGoalPages(compared, unitGoals);
        planned = new PlanGoalExport(planning, followup.judgements(), measuring.indicators(), users, clock);
        analyses = new AnalysisExport(
                followup.cycles(), followup.followUps(), followup.analyses(), planning.goals(), planning.activities());
    }

    public List<Route> routes() {
        return Stream.of(indicators.routes(), goals.routes(), planned.routes(), analyses.routes())
                .flatMap(List::stream).toList();
    }

    public List<NavigationItem> navigation() {
        return List.of(new NavigationItem(
                null, "report.navigation", "columns-3", ComparePages.ADDRESS, CorePermissions.PLAN_READ));
    }
}
