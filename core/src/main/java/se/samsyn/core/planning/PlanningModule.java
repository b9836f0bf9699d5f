package se.samsyn.core.planning;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.calendar.CalendarDates;
import se.samsyn.core.calendar.WheelRings;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.HistoryFormat;
import se.samsyn.core.change.HistoryFormat.Names;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.database.Database;
import se.samsyn.core.field.FieldSource;
import se.samsyn.core.field.Fields;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.organisation.UnitSection;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.NavigationItem;
import se.samsyn.core.web.PageParts.Who;

/** The parts of planning. */
public final class PlanningModule {

    private final Database database;
    private final PlanningReferences references;
    private final PlanTypeService types;
    private final PlanService plans;
    private final PlanContents contents;
    private final PlanEditions editions;
    private final PlanStates states;
    private final PlanPast past;
    private final Clock clock;
    private final GoalService goals;
    private final ActivityService activities;
    private final RedThread thread;
    private final TargetService targets;
    private final GoalCarryOver carryOver;
    private final Fields goalFields;
    private final ActivityCauses causes;

    public PlanningModule(
            Database database,
            ChangeLog changes,
            Messages messages,
            Clock clock,
            MeasuringModule measuring,
            FieldSource fields,
            GoalObserver observer,
            ActivityCauses causes) {
        PlanTypeRepository typeRows = new PlanTypeRepository(database.jdbi());
        UnitRepository units = new UnitRepository(database.jdbi());
        this.database = database;
        this.clock = clock;
        this.causes = causes;
        goalFields = new Fields(fields, CustomField.Target.GOAL);
        references = new PlanningReferences(database.jdbi(), units);
        thread = new RedThread(database.jdbi());
        types = new PlanTypeService(database, typeRows, references, changes, messages);
        PlanRepository planRows = new PlanRepository(database.jdbi());
        plans = new PlanService(database, planRows, typeRows, changes);
        GoalRepository goalRows = new GoalRepository(database.jdbi());
        ActivityRepository activityRows = new ActivityRepository(database.jdbi());
        contents = new PlanContents(goalRows, activityRows, measuring.measurements(), changes);
        editions = new PlanEditions(plans, new PlanEditionRepository(database.jdbi()), contents, changes);
        states = new PlanStates(database, plans, planRows, editions, references, clock);
        DraftedGoals drafted = new DraftedGoals(goalRows, typeRows, references, thread, goalFields);
        goals = new GoalService(database, goalRows, plans, drafted, observer, changes);
        past = new PlanPast(plans, types, goals, units, changes);
        activities = new ActivityService(
                database,
                activityRows,
                goals,
                references,
                new DraftedActivities(references, causes),
                changes);
        carryOver = new GoalCarryOver(database, plans, goals, activities, references);
        targets = new TargetService(database, goals, plans, measuring.indicators(), measuring.measurements());
    }

    public PlanTypeService types() {
        return types;
    }

    public PlanService plans() {
        return plans;
    }

    public PlanStates states() {
        return states;
    }

    /** How plans were. */
    public PlanPast past() {
        return past;
    }

    public PlanEditions editions() {
        return editions;
    }

    public GoalService goals() {
        return goals;
    }

    public ActivityService activities() {
        return activities;
    }

    public List<Operation> operations() {
        return Stream.of(
                        new PlanEndpoints(plans, states, editions, contents, clock).operations(),
                        new CarryOverEndpoints(carryOver).operations(),
                        new GoalEndpoints(goals, goalFields).operations(),
                        new ActivityEndpoints(activities).operations())
                .flatMap(List::stream)
                .toList();
    }

    /** What plugins add to goals. */
    public Fields goalFields() {
        return goalFields;
    }

    /** Follows links between goals. */
    public RedThread thread() {
        return thread;
    }

    public GoalCarryOver carryOver() {
        return carryOver;
    }

    public TargetService targets() {
        return targets;
    }

    public List<Route> routes(PlanningSurroundings around) {
        describeHistory(around);
        PlanPages planPages = new PlanPages(types, plans, states, editions, past, goals, carryOver, around);
        GoalPages goalPages = new GoalPages(plans, past, goals, activities, new GoalThread(goals, thread), goalFields, around);
        return Stream.of(
                        new PlanListPages(types, plans, goals, around).routes(),
                        planPages.routes(),
                        new PlanEditPages(plans, states, goals, planPages).routes(),
                        new PlanEditionPages(plans, editions, contents, around).routes(),
                        new CarryOverPages(plans, carryOver, around).routes(),
                        goalPages.routes(),
                        new GoalEditPages(types, plans, planPages, goals, thread, references, goalFields, around).routes(),
                        new GoalMeasurePages(goals, targets, goalPages).routes(),
                        new BreakDownPages(database, types, plans, goals, around).routes(),
                        new ActivityEditPages(goals, activities, references, causes, around).routes(),
                        new ActivityPages(activities, causes, past, around).routes(),
                        new UnitActivityPages(activities, around).routes(),
                        new RedThreadPages(plans, goals, activities, thread, around).routes(),
                        new PlanTypePages(types, around).routes())
                .flatMap(List::stream)
                .toList();
    }

    /** What planning puts in people's calendars. */
    public CalendarDates dates() {
        return new ActivityDates(activities());
    }

    /** What planning draws on the annual wheel, from outside. */
    public List<WheelRings> rings(Messages messages) {
        return List.of(new PlanRing(plans, types, messages), new ActivityRing(activities, messages));
    }

    public List<NavigationItem> navigation() {
        return List.of(
                new NavigationItem(null, "planning.list.title", "target", "/plans", CorePermissions.PLAN_READ),
                new NavigationItem(null, "planning.thread.title", "waypoints", "/red-thread", CorePermissions.PLAN_READ));
    }

    /** What stands on a unit's page: its plan of the year with the status of its goals. */
    public UnitSection unitSection(PlanningSurroundings around) {
        return new PlanSection(plans, goals, around);
    }

    /** What stands there too: what the unit has left to do apart from its goals. */
    public UnitSection unitActivities(PlanningSurroundings around) {
        return new UnitActivitySection(activities, around);
    }

    private void describeHistory(PlanningSurroundings around) {
        Names people = ids -> around.people(ids).values().stream().collect(Collectors.toMap(Who::id, Who::name));
        Names goalTitles = this::goalTitles;
        Names levels = ids -> types.all().stream()
                .flatMap(type -> type.levels().stream())
                .collect(Collectors.toMap(PlanType.Level::id, PlanType.Level::name));
        Names indicators = ids -> around.indicators().findAll(ids).values().stream()
                .collect(Collectors.toMap(Indicator::id, Indicator::name));
        Names planTitles = ids -> plans.rows(ids).stream()
                .collect(Collectors.toMap(row -> row.plan().id(), row -> row.plan().title()));
        Names activityTitles = activities::titles;
        around.history().describe(PlanTypeService.ENTITY, HistoryFormat.of("planning.history.type").texts("name"));
        around.history()
                .describe(
                        PlanService.ENTITY,
                        HistoryFormat.of("planning.history.plan")
                                .event("state")
                                .texts("title", "proposal", "returned", "edition")
                                .dates("adoptedOn")
                                .texts("decidedBy", "registryNumber", "correction")
                                .onUnit(planTitles, "/plans/", CorePermissions.PLAN_READ));
        around.history()
                .describe(
                        GoalService.ENTITY,
                        HistoryFormat.of("planning.history.goal")
                                .texts("title", "description")
                                .names("levelId", levels)
                                .names("ownerId", people)
                                .names("links", goalTitles, "upperGoalId")
                                .names("indicatorIds", indicators)
                                .parts("customFields", (change, before, after, locale) -> goalFieldParts(before, after, locale))
                                .texts("position")
                                .onUnit(goalTitles, "/goals/", CorePermissions.PLAN_READ));
        around.history()
                .describe(
                        ActivityService.ENTITY,
                        HistoryFormat.of("planning.history.activity")
                                .texts("title", "description")
                                .names("ownerIds", people)
                                .dates("starts", "due")
                                .codes("state", "planning.activity.state")
                                .texts("progress")
                                .names("causeId", causes::texts)
                                .onUnit(activityTitles, "/activities/", CorePermissions.PLAN_READ));
    }

    private List<HistoryItem.Field> goalFieldParts(@Nullable String before, @Nullable String after, Locale locale) {
        return goalFields.differences(HistoryFormat.partsOf(before), HistoryFormat.partsOf(after), locale).stream()
                .map(field -> new HistoryItem.Field(field.label(), field.before(), field.after()))
                .toList();
    }

    private Map<Long, String> goalTitles(Collection<Long> ids) {
        return goals.rows(ids).values().stream()
                .collect(Collectors.toMap(row -> row.goal().id(), row -> row.goal().title()));
    }
}
