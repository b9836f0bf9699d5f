package se.samsyn.core.followup;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.planning.PlanTypeService;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Rounds of follow-up. They are the whole municipality's: whoever manages them does so from its root. */
public final class CycleService {

    static final String ENTITY = "cycle";
    private static final int LONGEST_NAME = 100;

    private final Database database;
    private final CycleRepository cycles;
    private final FollowUpRepository followUps;
    private final AssessmentRepository assessments;
    private final PlanTypeService planTypes;
    private final UnitRepository units;
    private final ChangeLog changes;

    CycleService(
            Database database,
            CycleRepository cycles,
            FollowUpRepository followUps,
            AssessmentRepository assessments,
            PlanTypeService planTypes,
            UnitRepository units,
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
        return followUps.plansWithout(cycle);
    }

    public boolean mayManage(CurrentUser user) {
        return root().map(root -> user.may(CorePermissions.CYCLE_MANAGE, root)).orElse(user.system());
    }

    /** Plans a round; nobody sees anything to do until it is opened. */
    public Cycle create(CurrentUser user, NewCycle cycle) {
        return database.write(() -> {
            Grant grant = grant(user);
            NewCycle checked = checked(cycle);
            return recorded(grant, cycles.insert(checked));
        });
    }

    /** Gives every plan of the type and year its follow-up, with an assessment to write for each goal. */
    public Cycle open(CurrentUser user, long id, int expectedVersion) {
        return database.write(() -> {
            Grant grant = grant(user);
            Cycle cycle = atVersion(id, expectedVersion);
            List<FollowUp> created = followUps.insertMissing(cycle);
            assessments.insertMissing(created.stream().map(FollowUp::id).toList());
            Cycle opened = cycles.update(with(cycle, cycle.due(), Cycle.State.OPEN));
            long change = changes.record(grant, ENTITY, id, opened.version(), rootId(), opened);
            created.forEach(f -> FollowUpService.record(changes, change, f));
            return opened;
        });
    }

    /** Ends the round: what has not been handed in can no longer be. It can be opened again. */
    public Cycle close(CurrentUser user, long id, int expectedVersion) {
        return database.write(() -> {
            Grant grant = grant(user);
            Cycle cycle = atVersion(id, expectedVersion);
            new Rejection.Check()
                    .that(cycle.state() == Cycle.State.OPEN, "", "followup.cycle.error.notopen")
                    .done();
            return recorded(grant, cycles.update(with(cycle, cycle.due(), Cycle.State.CLOSED)));
        });
    }

    /** Moves the due date, for everyone who has not handed in. */
    public Cycle changeDue(CurrentUser user, long id, int expectedVersion, LocalDate due) {
        return database.write(() -> {
            Grant grant = grant(user);
            Cycle cycle = atVersion(id, expectedVersion);
            new Rejection.Check()
                    .that(!due.isBefore(cycle.opens()), "due", "followup.cycle.error.due")
                    .done();
            Cycle moved = cycles.update(with(cycle, due, cycle.state()));
            long change = changes.record(grant, ENTITY, id, moved.version(), rootId(), moved);
            followUps.moveDue(id, due).forEach(f -> FollowUpService.record(changes, change, f));
            return moved;
        });
    }

    private NewCycle checked(NewCycle cycle) {
        String name = cycle.name().strip().replaceAll("\\s+", " ");
        new Rejection.Check()
                .that(!name.isEmpty(), "name", "followup.error.required")
                .that(name.length() <= LONGEST_NAME, "name", "followup.error.long", LONGEST_NAME)
                .that(planTypes.find(cycle.planTypeId()).isPresent(), "planType", "followup.cycle.error.plantype")
                .that(!cycle.due().isBefore(cycle.opens()), "due", "followup.cycle.error.due")
                .done();
        return new NewCycle(
                name, cycle.planTypeId(), cycle.planPeriod(), cycle.period(), cycle.opens(), cycle.due());
    }

    private Cycle recorded(Grant grant, Cycle cycle) {
        changes.record(grant, ENTITY, cycle.id(), cycle.version(), rootId(), cycle);
        return cycle;
    }

    private Cycle atVersion(long id, int expectedVersion) {
        Cycle cycle = get(id);
        if (cycle.version() != expectedVersion) {
            throw new StaleVersion(ENTITY, id, expectedVersion);
        }
        return cycle;
    }

    private static Cycle with(Cycle cycle, LocalDate due, Cycle.State state) {
        return new Cycle(
                cycle.id(),
                cycle.name(),
                cycle.planTypeId(),
                cycle.planPeriod(),
                cycle.period(),
                cycle.opens(),
                due,
                state,
                cycle.version());
    }

    private Grant grant(CurrentUser user) {
        Optional<Long> root = root();
        if (root.isEmpty() && !user.system()) {
            throw new AccessDenied(CorePermissions.CYCLE_MANAGE);
        }
        return user.require(CorePermissions.CYCLE_MANAGE, root.orElse(0L));
    }

    private long rootId() {
        return root().orElse(0L);
    }

    private Optional<Long> root() {
        return units.root().map(Unit::id);
    }
}
