package se.samsyn.core.followup;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.calendar.CalendarDates;
import se.samsyn.core.calendar.PersonalCalendar;
import se.samsyn.core.calendar.WheelRings;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.database.Database;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.organisation.UnitSection;
import se.samsyn.core.people.PeopleModule;
import se.samsyn.core.planning.GoalJudgements;
import se.samsyn.core.planning.PlanningModule;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.NavigationItem;
import se.samsyn.core.web.PanelSource;
import se.samsyn.core.web.WorkSource;

/** Makes the parts of follow-up. */
public final class FollowupModule {

    private final CycleService cycles;
    private final FollowUpService followUps;
    private final AssessmentService assessments;
    private final AnalysisService analyses;
    private final GoalJudgements judgements;
    private final List<Route> routes;

    public FollowupModule(
            Database database,
            UnitRepository units,
            PeopleModule people,
            MeasuringModule measuring,
            PlanningModule planning,
            PanelSource panels,
            WorkSource work,
            PersonalCalendar calendar,
            Messages messages,
            ChangeLog changes,
            History history,
            Clock clock) {
        Jdbi jdbi = database.jdbi();
        FollowUpRepository followUpRows = new FollowUpRepository(jdbi);
        AssessmentRepository assessmentRows = new AssessmentRepository(jdbi);
        AnalysisRepository analysisRows = new AnalysisRepository(jdbi);
        StatedRepository said = new StatedRepository(jdbi);
        EarlierJudgements earlier = new EarlierJudgements(assessmentRows, said);
        DraftService drafts = new DraftService(database, clock);
        people.userService().atErasure(drafts::removeAll);
        cycles = new CycleService(
                database, new CycleRepository(jdbi), followUpRows, assessmentRows, planning.types(), units, changes);
        Grounds grounds =
                new Grounds(cycles, earlier, analysisRows, new GoalFigures(planning.goals(), measuring.measurements()));
        followUps = new FollowUpService(
                database, cycles, followUpRows, assessmentRows, grounds, drafts, units, people.roles(), changes, clock);
        assessments = new AssessmentService(
                database, followUps, assessmentRows, said, earlier, grounds, drafts, changes, clock);
        analyses = new AnalysisService(database, followUps, analysisRows, drafts, changes, clock);
        AnalysisViews shown = new AnalysisViews(people.users(), planning.activities(), clock);
        judgements = new FollowedUpGoals(
                assessments, assessmentRows, analysisRows, shown, changes, new JudgementsAsOf(said, people.users(), changes));
        new FollowUpHistory(jdbi, messages).describe(history);

        GoalViews views = new GoalViews(followUps, assessments, analyses, shown, grounds);
        ExpiringRoles roles = new ExpiringRoles(people.roles(), people.users(), units);
        FirstSteps firstSteps = new FirstSteps(units, people.users(), planning.plans());
        MyTasks tasks = new MyTasks(
                followUps, cycles, planning.activities(), new PlanTasks(planning.states(), people.users()), roles, firstSteps,
                work);
        routes = Stream.of(
                        new MyPage(
                                        tasks,
                                        calendar,
                                        followUps,
                                        assessments,
                                        planning.plans(),
                                        planning.goals(),
                                        planning.activities(),
                                        panels,
                                        history,
                                        clock)
                                .routes(),
                        new FollowUpPages(followUps, assessments, views, history).routes(),
                        new AssessmentPages(followUps, assessments, views, history).routes(),
                        new AnalysisPages(followUps, analyses, views, shown, history).routes(),
                        new AssessmentHistoryPage(
                                        assessments,
                                        followUps,
                                        planning.goals(),
                                        people.users(),
                                        analyses,
                                        shown,
                                        changes,
                                        history,
                                        clock)
                                .routes(),
                        new AnalysisHistoryPage(
                                        analyses, followUps, planning.goals(), shown, changes, history, clock)
                                .routes(),
                        new CycleFormPages(cycles, planning.types(), planning.plans(), units, clock).routes(),
                        new CyclePages(cycles, followUps, planning.types(), units, history).routes())
                .flatMap(List::stream)
                .toList();
    }

    public List<Route> routes() {
        return routes;
    }

    public List<NavigationItem> navigation() {
        return List.of(
                new NavigationItem(null, "followup.mypage.nav", "house", MyPage.ADDRESS, null),
                new NavigationItem(
                        null, "followup.cycles.nav", "list-checks", "/cycles", CorePermissions.PLAN_READ));
    }

    /** The part of a unit's page that tells of its follow-ups. */
    public UnitSection unitSection() {
        return new UnitFollowUps(followUps);
    }

    /** What planning's pages show of follow-ups. */
    public GoalJudgements judgements() {
        return judgements;
    }

    public List<Operation> operations() {
        return Stream.of(new AssessmentEndpoints(assessments).operations(), new AnalysisEndpoints(analyses).operations())
                .flatMap(List::stream)
                .toList();
    }

    /** What follow-up puts in people's calendars. */
    public CalendarDates dates(Messages messages) {
        return new CycleDates(cycles, messages);
    }

    /** What follow-up draws on the annual wheel. */
    public WheelRings ring(Messages messages) {
        return new CycleRing(cycles, messages);
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

    public AnalysisService analyses() {
        return analyses;
    }
}
