package se.samsyn.core.planning;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.web.Messages;

/** The parts of planning. */
public final class PlanningModule {

    private final PlanTypeService types;
    private final PlanService plans;
    private final GoalService goals;
    private final ActivityService activities;
    private final RedThread thread;

    public PlanningModule(Database database, ChangeLog changes, Messages messages, Clock clock) {
        PlanTypeRepository typeRows = new PlanTypeRepository(database.jdbi());
        PlanningReferences references = new PlanningReferences(database.jdbi());
        thread = new RedThread(database.jdbi());
        types = new PlanTypeService(database, typeRows, references, changes, messages);
        plans = new PlanService(database, new PlanRepository(database.jdbi()), typeRows, changes, clock);
        goals = new GoalService(
                database, new GoalRepository(database.jdbi()), plans, typeRows, references, thread, changes);
        activities = new ActivityService(
                database, new ActivityRepository(database.jdbi()), goals, references, changes);
    }

    public PlanTypeService types() {
        return types;
    }

    public PlanService plans() {
        return plans;
    }

    public GoalService goals() {
        return goals;
    }

    public ActivityService activities() {
        return activities;
    }

    public List<Operation> operations() {
        return Stream.of(
                        new PlanEndpoints(plans).operations(),
                        new GoalEndpoints(goals).operations(),
                        new ActivityEndpoints(activities).operations())
                .flatMap(List::stream)
                .toList();
    }

    /** Follows links between goals. */
    public RedThread thread() {
        return thread;
    }
}
