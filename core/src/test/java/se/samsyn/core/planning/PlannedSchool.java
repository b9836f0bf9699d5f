package se.samsyn.core.planning;

import java.util.List;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.Goal.Link;
import se.samsyn.core.planning.Goal.LinkKind;
import se.samsyn.core.planning.PlanType.Calendar;

/** An administration that has planned 2026, above two schools with a principal each. */
final class PlannedSchool implements AutoCloseable {

    final TestSamsyn samsyn = TestSamsyn.start();
    final PlanningModule planning = samsyn.app().planning();
    final PlanType type;
    final Goal council;
    final Goal committee;
    final TestClient principal;
    final TestClient other;
    final TestClient head;

    PlannedSchool() {
        samsyn.user("hedvig", Role.HEAD, samsyn.administration());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("granne", Role.PRINCIPAL, samsyn.otherSchool());
        type = planning.types().createDefault(samsyn.system(), Calendar.FISCAL_YEAR);
        CurrentUser chief = samsyn.acting("hedvig");
        Plan plan = planning.plans().create(
                chief, type.id(), samsyn.administration().id(), Period.of("2026"), "Nämndplan 2026");
        council = planning.goals().create(chief, plan.id(), GoalDraft.titled(level(1), "En trygg kommun att växa i"));
        committee = planning.goals().create(chief, plan.id(), new GoalDraft(
                level(2), "Alla barn lär sig läsa", "", chief.userId(),
                List.of(new Link(council.id(), LinkKind.BREAKS_DOWN)), List.of(), null));
        principal = samsyn.signIn("rektor");
        other = samsyn.signIn("granne");
        head = samsyn.signIn("hedvig");
    }

    /** The school's plan for the year, with a goal that breaks down the committee's. */
    Goal schoolGoal() {
        CurrentUser rektor = samsyn.acting("rektor");
        Plan plan = planning.plans().create(rektor, type.id(), samsyn.school().id(), Period.of("2026"), "Skolans plan");
        return planning.goals().create(rektor, plan.id(), new GoalDraft(
                level(3), "Alla läser med flyt", "", rektor.userId(),
                List.of(new Link(committee.id(), LinkKind.BREAKS_DOWN)), List.of(), null));
    }

    long level(int position) {
        return type.levels().get(position - 1).id();
    }

    @Override
    public void close() {
        samsyn.close();
    }
}
