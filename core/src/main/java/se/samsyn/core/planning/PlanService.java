package se.samsyn.core.planning;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import se.samsyn.api.work.CalendarSource.Span;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.planning.PlanType.Calendar;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** The units' plans: finding them, making them and naming them. What becomes of them is {@link PlanStates}' business. */
public final class PlanService {

    static final String ENTITY = "plan";
    private static final int TITLE_LENGTH = 200;
    private static final int MOST_DRAFTS = 2_000;
    private static final int MOST_FROZEN = 10;
    private static final Set<Plan.State> FROZEN = Set.of(Plan.State.PROPOSED, Plan.State.ADOPTED);

    private final Database database;
    private final PlanRepository plans;
    private final PlanTypeRepository types;
    private final ChangeLog changes;

    PlanService(
            Database database,
            PlanRepository plans,
            PlanTypeRepository types,
            ChangeLog changes) {
        this.database = database;
        this.plans = plans;
        this.types = types;
        this.changes = changes;
    }

    /**
     * @throws NotFound when there is no such plan, or none that the user may read
     */
    public Plan get(CurrentUser user, long id) {
        return plans.find(id)
                .filter(plan -> user.may(CorePermissions.PLAN_READ, plan.unitId()))
                .orElseThrow(() -> new NotFound("plan " + id));
    }

    /** A page of the plans that the user may read: those that come first, then by unit, the latest year first. */
    public List<PlanRow> page(CurrentUser user, PlanQuery query, int offset, int limit) {
        return plans.page(readable(user), query, offset, limit);
    }

    /** How many plans the user may read. */
    public int count(CurrentUser user, PlanQuery query) {
        return plans.count(readable(user), query);
    }

    /** The plans that the user may read, in the order of their ids. */
    public List<PlanRow> after(CurrentUser user, PlanQuery query, long after, int limit) {
        return plans.after(readable(user), query, after, limit);
    }

    /** The drafts of these years on the units whose goals the user may edit, by unit, the latest year first. */
    List<PlanRow> drafts(CurrentUser user, Collection<Period> periods) {
        return plans.inState(Set.of(Plan.State.DRAFT), user.units(CorePermissions.GOAL_EDIT), periods, MOST_DRAFTS);
    }

    /** The proposed and adopted plans of these years on those of the units whose goals the user may edit. */
    List<PlanRow> frozen(CurrentUser user, Collection<Long> unitIds, Collection<Period> periods) {
        Set<Long> units = new HashSet<>(user.units(CorePermissions.GOAL_EDIT));
        units.retainAll(unitIds);
        return plans.inState(FROZEN, units, periods, MOST_FROZEN);
    }

    /** The years that the unit has goals for, the latest first; none when the user may not read them. */
    List<Period> periodsOf(CurrentUser user, long unitId) {
        return user.may(CorePermissions.PLAN_READ, unitId) ? plans.periodsOf(unitId) : List.of();
    }

    /** The years that there are plans for and that share days with this one. */
    List<Period> periodsMeeting(Period period) {
        return plans.periods().stream().filter(period::overlaps).toList();
    }

    /** The kinds of unit whose plans the user may read. */
    List<UnitKind> unitKinds(CurrentUser user) {
        return plans.kinds(readable(user));
    }

    /** The plans of these units whose years have any of the days, by governance model and year, for a caller who is let in. */
    List<PlanRepository.YearCount> years(Set<Long> unitIds, Span span) {
        List<Period> periods = plans.periods().stream()
                .filter(period -> !period.to().isBefore(span.from()) && !period.from().isAfter(span.to()))
                .toList();
        return plans.years(unitIds, periods);
    }

    /** The units that have a plan of the model for the year. */
    Set<Long> unitsWith(long typeId, Period period) {
        return plans.unitsWith(typeId, period);
    }

    /** These plans, whoever asks, for naming what points to them. */
    public List<PlanRow> rows(Collection<Long> ids) {
        return plans.byIds(ids);
    }

    /** The years that there are plans for, the latest first. */
    public List<Period> periods() {
        return plans.periods();
    }

    /** A new draft. */
    public Plan create(CurrentUser user, long typeId, long unitId, Period period, String title) {
        return database.write(() -> {
            Grant grant = user.require(CorePermissions.PLAN_EDIT, unitId);
            Rejection.Check check = new Rejection.Check();
            PlanType type = types.find(typeId).orElse(null);
            check.that(type != null, "type", "planning.plan.error.type");
            check.that(type == null || fits(period, type.calendar()), "period", "planning.plan.error.calendar");
            check.that(!plans.exists(typeId, unitId, period), "period", "planning.plan.error.exists");
            String checked = Texts.line(check, "title", title, TITLE_LENGTH);
            check.done();
            Plan plan = plans.insert(Plan.draft(typeId, unitId, period, checked));
            changes.record(grant, ENTITY, plan.id(), plan.version(), unitId, plan);
            return plan;
        });
    }

    public Plan rename(CurrentUser user, long id, int expectedVersion, String title) {
        return database.write(() -> {
            Plan plan = get(user, id);
            Grant grant = user.require(CorePermissions.PLAN_EDIT, plan.unitId());
            requireVersion(plan, expectedVersion);
            requireDraft(plan);
            Rejection.Check check = new Rejection.Check();
            String checked = Texts.line(check, "title", title, TITLE_LENGTH);
            check.done();
            return save(grant, plan.withTitle(checked), expectedVersion);
        });
    }

    /** Refuses what would change a plan that has been proposed or adopted. */
    void requireDraft(Plan plan) {
        switch (plan.state()) {
            case PROPOSED -> throw Rejection.of("", "planning.plan.error.proposed");
            case ADOPTED -> throw Rejection.of("", "planning.plan.error.frozen");
            case DRAFT -> {}
        }
    }

    static void requireVersion(Plan plan, int expectedVersion) {
        if (plan.version() != expectedVersion) {
            throw new StaleVersion(ENTITY, plan.id(), expectedVersion);
        }
    }

    /** Saves the plan as it is from now on, within the caller's unit of work. */
    Plan save(Grant grant, Plan changed, int expectedVersion) {
        Plan saved = plans.update(changed, expectedVersion);
        changes.record(grant, ENTITY, saved.id(), saved.version(), saved.unitId(), saved);
        return saved;
    }

    private static boolean fits(Period period, Calendar calendar) {
        return period.kind() == (calendar == Calendar.FISCAL_YEAR ? Period.Kind.YEAR : Period.Kind.SCHOOL_YEAR);
    }

    private static Set<Long> readable(CurrentUser user) {
        return user.units(CorePermissions.PLAN_READ);
    }
}
