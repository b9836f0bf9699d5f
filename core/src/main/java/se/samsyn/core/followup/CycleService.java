package se.samsyn.core.followup;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.access.UnitTree;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.planning.PlanTypeService;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Rounds of follow-up. Each is for a unit and those below it, and managed by whoever manages rounds on that unit. */
public final class CycleService {

    static final String ENTITY = "cycle";
    private static final int LONGEST_NAME = 100;

    private final Database database;
    private final CycleRepository cycles;
    private final FollowUpRepository followUps;
    private final AssessmentRepository assessments;
    private final PlanTypeService planTypes;
    private final UnitTree units;
    private final ChangeLog changes;

    CycleService(
            Database database,
            CycleRepository cycles,
            FollowUpRepository followUps,
            AssessmentRepository assessments,
            PlanTypeService planTypes,
            UnitTree units,
            ChangeLog changes) {
        this.database = database;
        this.cycles = cycles;
        this.followUps = followUps;
        this.assessments = assessments;
        this.planTypes = planTypes;
        this.units = units;
        this.changes = changes;
    }

    /** Every round, the latest first. */
    public List<Cycle> all() {
        return cycles.all();
    }

    /** Those that the unit is in, the latest first. */
    List<Cycle> concerning(long unitId) {
        Set<Long> above = units.withAncestors(unitId);
        return cycles.all().stream().filter(cycle -> above.contains(cycle.unitId())).toList();
    }

    /**
     * @throws NotFound when there is none with the id
     */
    public Cycle get(long id) {
        return cycles.find(id).orElseThrow(() -> new NotFound("cycle " + id));
    }

    /** How far each round has come; rounds without follow-ups are not in the map. */
    public Map<Long, CycleCount> counts() {
        return followUps.counts();
    }

    /** How many plans would get a follow-up if the round were opened now. */
    public int plansWithout(Cycle cycle) {
        return followUps.plansWithout(cycle, unitsOf(cycle));
    }

    /** Whether there is any unit that the user may have a round for. */
    public boolean mayManage(CurrentUser user) {
        return !user.units(CorePermissions.CYCLE_MANAGE).isEmpty();
    }

    public boolean mayManage(CurrentUser user, Cycle cycle) {
        return user.may(CorePermissions.CYCLE_MANAGE, cycle.unitId());
    }

    /** Plans a round; nobody sees anything to do until it is opened. */
    public Cycle create(CurrentUser user, NewCycle cycle) {
        return database.write(() -> {
            Grant grant = user.require(CorePermissions.CYCLE_MANAGE, cycle.unitId());
            NewCycle checked = checked(cycle);
            return recorded(grant, cycles.insert(checked));
        });
    }

    /** Gives every plan of the units, type and year its follow-up, with an assessment to write for each goal. */
    public Cycle open(CurrentUser user, long id, int expectedVersion) {
        return database.write(() -> {
            Cycle cycle = get(id);
            Grant grant = user.require(CorePermissions.CYCLE_MANAGE, cycle.unitId());
            requireVersion(cycle, expectedVersion);
            List<FollowUp> created = followUps.insertMissing(cycle, unitsOf(cycle));
            assessments.insertMissing(created.stream().map(FollowUp::id).toList());
            Cycle opened = cycles.update(with(cycle, cycle.due(), cycle.asksAnalysis(), Cycle.State.OPEN));
            long change = changes.record(grant, ENTITY, id, opened.version(), cycle.unitId(), opened);
            created.forEach(f -> FollowUpService.record(changes, change, f));
            return opened;
        });
    }

    /** Ends the round: what has not been handed in can no longer be. It can be opened again. */
    public Cycle close(CurrentUser user, long id, int expectedVersion) {
        return database.write(() -> {
            Cycle cycle = get(id);
            Grant grant = user.require(CorePermissions.CYCLE_MANAGE, cycle.unitId());
            requireVersion(cycle, expectedVersion);
            new Rejection.Check()
                    .that(cycle.state() == Cycle.State.OPEN, "", "followup.cycle.error.notopen")
                    .done();
            return recorded(grant, cycles.update(with(cycle, cycle.due(), cycle.asksAnalysis(), Cycle.State.CLOSED)));
        });
    }

    /** Moves the due date, for everyone who has not handed in. */
    public Cycle changeDue(CurrentUser user, long id, int expectedVersion, LocalDate due) {
        return database.write(() -> {
            Cycle cycle = get(id);
            Grant grant = user.require(CorePermissions.CYCLE_MANAGE, cycle.unitId());
            requireVersion(cycle, expectedVersion);
            new Rejection.Check()
                    .that(!due.isBefore(cycle.opens()), "due", "followup.cycle.error.due")
                    .done();
            Cycle moved = cycles.update(with(cycle, due, cycle.asksAnalysis(), cycle.state()));
            long change = changes.record(grant, ENTITY, id, moved.version(), cycle.unitId(), moved);
            followUps.moveDue(id, due).forEach(f -> FollowUpService.record(changes, change, f));
            return moved;
        });
    }

    /** Says whether it asks for an analysis across goals; what has been handed in already is not asked for more. */
    public Cycle askAnalysis(CurrentUser user, long id, int expectedVersion, boolean asks) {
        return database.write(() -> {
            Cycle cycle = get(id);
            Grant grant = user.require(CorePermissions.CYCLE_MANAGE, cycle.unitId());
            requireVersion(cycle, expectedVersion);
            return cycle.asksAnalysis() == asks
                    ? cycle
                    : recorded(grant, cycles.update(with(cycle, cycle.due(), asks, cycle.state())));
        });
    }

    private NewCycle checked(NewCycle cycle) {
        String name = cycle.name().strip().replaceAll("\\s+", " ");
        new Rejection.Check()
                .that(!name.isEmpty(), "name", "followup.error.required")
                .that(name.length() <= LONGEST_NAME, "name", "followup.error.long", LONGEST_NAME)
                .that(planTypes.find(cycle.planTypeId()).isPresent(), "planType", "followup.cycle.error.plantype")
                .that(
                        cycle.planPeriod().overlaps(cycle.period()),
                        "period",
                        "followup.cycle.error.period",
                        cycle.planPeriod().text())
                .that(!cycle.due().isBefore(cycle.opens()), "due", "followup.cycle.error.due")
                .done();
        return new NewCycle(
                name,
                cycle.unitId(),
                cycle.planTypeId(),
                cycle.planPeriod(),
                cycle.period(),
                cycle.opens(),
                cycle.due(),
                cycle.asksAnalysis());
    }

    private Cycle recorded(Grant grant, Cycle cycle) {
        changes.record(grant, ENTITY, cycle.id(), cycle.version(), cycle.unitId(), cycle);
        return cycle;
    }

    private Set<Long> unitsOf(Cycle cycle) {
        return units.withDescendants(Set.of(cycle.unitId()));
    }

    private static void requireVersion(Cycle cycle, int expectedVersion) {
        if (cycle.version() != expectedVersion) {
            throw new StaleVersion(ENTITY, cycle.id(), expectedVersion);
        }
    }

    private static Cycle with(Cycle cycle, LocalDate due, boolean asks, Cycle.State state) {
        return new Cycle(
                cycle.id(),
                cycle.name(),
                cycle.unitId(),
                cycle.planTypeId(),
                cycle.planPeriod(),
                cycle.period(),
                cycle.opens(),
                due,
                asks,
                state,
                cycle.version());
    }
}
