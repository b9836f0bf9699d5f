package se.samsyn.core.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.api.access.Role;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.Assignment;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Times;
import se.samsyn.core.planning.Plan.Decision;
import se.samsyn.core.planning.Plan.State;
import se.samsyn.core.web.Rejection;

/**
 * What becomes of a plan: whoever writes it proposes it, and it is handed back with a comment or adopted by a decision. To
 * correct an adopted plan it is opened again with a note that says why, and adopted as its next edition. Each edition is
 * kept as it was adopted.
 */
public final class PlanStates {

    private static final int TEXT_LENGTH = 1_000;
    private static final int NAME_LENGTH = 200;
    private static final int NUMBER_LENGTH = 100;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final int MOST_PROPOSED = 500;

    private final Database database;
    private final PlanService plans;
    private final PlanRepository rows;
    private final PlanEditions editions;
    private final PlanningReferences references;
    private final Clock clock;

    PlanStates(
            Database database,
            PlanService plans,
            PlanRepository rows,
            PlanEditions editions,
            PlanningReferences references,
            Clock clock) {
        this.database = database;
        this.plans = plans;
        this.rows = rows;
        this.editions = editions;
        this.references = references;
        this.clock = clock;
    }

    /**
     * Proposes a draft; from now on its goals and targets stand fast.
     *
     * @param text what is said with it; may be empty
     */
    public Plan propose(CurrentUser user, long id, int expectedVersion, String text) {
        return step(user, CorePermissions.PLAN_EDIT, id, expectedVersion, plan -> {
            plans.requireDraft(plan);
            Rejection.Check check = new Rejection.Check();
            String checked = Texts.lines(check, "proposal", text, TEXT_LENGTH);
            check.done();
            return plan.proposed(user.userId(), checked);
        });
    }

    /** Takes a proposal back, by whoever made it. */
    public Plan withdraw(CurrentUser user, long id, int expectedVersion) {
        return step(user, CorePermissions.PLAN_EDIT, id, expectedVersion, plan -> {
            requireProposed(plan);
            if (!mayWithdraw(user, plan)) {
                throw new AccessDenied(CorePermissions.PLAN_EDIT);
            }
            return plan.withdrawn();
        });
    }

    boolean mayWithdraw(CurrentUser user, Plan plan) {
        return plan.state() == State.PROPOSED
                && (user.system() || Objects.equals(user.userId(), plan.proposedBy()))
                && user.may(CorePermissions.PLAN_EDIT, plan.unitId());
    }

    /**
     * Hands a proposal back to whoever made it.
     *
     * @param comment what is to be done about it
     */
    public Plan handBack(CurrentUser user, long id, int expectedVersion, String comment) {
        return step(user, CorePermissions.PLAN_ADOPT, id, expectedVersion, plan -> {
            requireProposed(plan);
            Rejection.Check check = new Rejection.Check();
            String checked = Texts.lines(check, "returned", comment, TEXT_LENGTH);
            check.that(!checked.isEmpty(), "returned", "planning.error.required");
            check.done();
            return plan.handedBack(checked);
        });
    }

    /** Adopts a proposed plan by a decision that has been made, and keeps the edition as it is now. */
    public Plan adopt(CurrentUser user, long id, int expectedVersion, Decision decision) {
        return database.write(() -> {
            Plan adopted = step(user, CorePermissions.PLAN_ADOPT, id, expectedVersion, plan -> {
                requireProposed(plan);
                return plan.adopted(checked(decision));
            });
            editions.keep(adopted);
            return adopted;
        });
    }

    private Decision checked(Decision decision) {
        Rejection.Check check = new Rejection.Check();
        check.that(!decision.on().isAfter(today()), "adoptedOn", "planning.plan.error.decision.future");
        check.that(!decision.on().isBefore(FIRST_DAY), "adoptedOn", "planning.plan.error.decision.past");
        String by = Texts.line(check, "decidedBy", decision.by(), NAME_LENGTH);
        String number = decision.registryNumber().isBlank()
                ? ""
                : Texts.line(check, "registryNumber", decision.registryNumber(), NUMBER_LENGTH);
        check.done();
        return new Decision(decision.on(), by, number);
    }

    /**
     * Opens an adopted plan for a correction.
     *
     * @param note why; stands with the edition that comes of it
     */
    public Plan correct(CurrentUser user, long id, int expectedVersion, String note) {
        return step(user, CorePermissions.PLAN_EDIT, id, expectedVersion, plan -> {
            Rejection.Check check = new Rejection.Check();
            check.that(plan.state() == State.ADOPTED, "note", "planning.plan.error.notadopted");
            String checked = Texts.line(check, "note", note, TEXT_LENGTH);
            check.done();
            return plan.openedFor(checked);
        });
    }

    /**
     * The proposed plans that wait for the user to adopt them or hand them back: those where they are the head, and those
     * without a head for which they may.
     */
    public List<PlanRow> awaiting(CurrentUser user, int limit) {
        Set<Long> may = user.units(CorePermissions.PLAN_ADOPT);
        List<PlanRow> proposed = may.isEmpty() ? List.of() : rows.proposed(may, MOST_PROPOSED);
        if (proposed.isEmpty()) {
            return proposed;
        }
        Set<Long> own = references.unitsBelow(user.assignments().stream()
                .filter(assignment -> assignment.role() == Role.HEAD)
                .map(Assignment::unitId)
                .collect(Collectors.toSet()));
        Set<Long> headed = references.unitsBelow(references.unitsWithHead(today()));
        return proposed.stream()
                .filter(row -> own.contains(row.plan().unitId()) || !headed.contains(row.plan().unitId()))
                .limit(limit)
                .toList();
    }

    /** The plans that were handed back to the user, and that they may still change. */
    public List<PlanRow> handedBackTo(CurrentUser user, int limit) {
        return user.userId() == null
                ? List.of()
                : rows.handedBackTo(user.userId(), limit).stream()
                        .filter(row -> user.may(CorePermissions.PLAN_EDIT, row.plan().unitId()))
                        .toList();
    }

    private interface Step {
        Plan of(Plan plan);
    }

    private Plan step(CurrentUser user, String permission, long id, int expectedVersion, Step step) {
        return database.write(() -> {
            Plan plan = plans.get(user, id);
            Grant grant = user.require(permission, plan.unitId());
            PlanService.requireVersion(plan, expectedVersion);
            return plans.save(grant, step.of(plan), expectedVersion);
        });
    }

    private static void requireProposed(Plan plan) {
        if (plan.state() != State.PROPOSED) {
            throw Rejection.of("", "planning.plan.error.notproposed");
        }
    }

    private LocalDate today() {
        return Times.date(clock.instant());
    }
}
