package se.samsyn.core.followup;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.people.RoleAssignment;
import se.samsyn.core.people.User;
import se.samsyn.core.planning.GoalDraft;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanType;
import se.samsyn.core.planning.PlanningModule;

/** Two schools of a municipality, each with a plan, and people in every role. It is 23 November 2026. */
final class FollowUpFixture implements AutoCloseable {

    final TestSamsyn samsyn = TestSamsyn.start();
    final ChangeLog changes = samsyn.app().changes();
    final PlanningModule planning = samsyn.app().planning();
    final FollowupModule module = samsyn.app().followup();
    final Unit school = samsyn.school();
    final Unit otherSchool = samsyn.otherSchool();
    final PlanType planType;
    final Plan plan;
    final long reading;
    final long safety;
    final long absence;
    final CurrentUser head;
    final CurrentUser developer;
    final CurrentUser principal;
    final CurrentUser otherPrincipal;
    final CurrentUser deputy;
    final CurrentUser employee;
    final CurrentUser reader;

    FollowUpFixture() {
        samsyn.clock().set(LocalDate.of(2026, 11, 23));
        planType = planning.types()
                .create(samsyn.system(), "Verksamhetsplan", PlanType.Calendar.SCHOOL_YEAR, List.of("Skolans mål"));
        plan = plan(school, "2026/27");
        reading = goal(plan, "Alla elever läser med flyt", null);
        safety = goal(plan, "Tryggheten ökar", null);
        absence = goal(plan(otherSchool, "2026/27"), "Frånvaron minskar", null);
        head = user("hanna", Role.HEAD, samsyn.municipality());
        developer = user("karin", Role.QUALITY_DEVELOPER, samsyn.municipality());
        principal = user("maria", Role.PRINCIPAL, school);
        otherPrincipal = user("olle", Role.PRINCIPAL, otherSchool);
        employee = user("erik", Role.EMPLOYEE, school);
        reader = user("lena", Role.READER, otherSchool);
        deputy = deputy();
    }

    private CurrentUser user(String name, Role role, Unit unit) {
        samsyn.user(name, role, unit);
        return samsyn.acting(name);
    }

    /** Someone whom the principal has lent their role. */
    private CurrentUser deputy() {
        User person = samsyn.person("bo");
        RoleAssignment role =
                samsyn.app().people().roles().ofUsers(List.of(principal.userId())).get(0);
        LocalDate today = samsyn.clock().today();
        samsyn.app().people().roleService().delegate(principal, role.id(), person.id(), today, today.plusDays(10));
        return samsyn.acting("bo");
    }

    Plan plan(Unit unit, String period) {
        return planning.plans()
                .create(samsyn.system(), planType.id(), unit.id(), Period.of(period), "Verksamhetsplan " + period);
    }

    long goal(Plan of, String title, @Nullable Long previous) {
        GoalDraft draft =
                new GoalDraft(planType.levels().get(0).id(), title, "", null, List.of(), List.of(), previous);
        return planning.goals().create(samsyn.system(), of.id(), draft).id();
    }

    /** A round for the plans of the year, opened. */
    Cycle openCycle(String planPeriod, String period, LocalDate due) {
        NewCycle cycle = new NewCycle(
                "Uppföljning " + period,
                samsyn.municipality().id(),
                planType.id(),
                Period.of(planPeriod),
                Period.of(period),
                due.minusDays(30),
                due);
        Cycle created = module.cycles().create(developer, cycle);
        return module.cycles().open(developer, created.id(), created.version());
    }

    Cycle openAutumn() {
        return openCycle("2026/27", "HT2026", LocalDate.of(2026, 11, 30));
    }

    FollowUp followUpOf(Cycle cycle, Unit unit) {
        return module.followUps().ofCycle(developer, cycle.id()).stream()
                .map(FollowUpProgress::followUp)
                .filter(f -> f.unitId() == unit.id())
                .findFirst()
                .orElseThrow();
    }

    /** The first school's. */
    FollowUp followUpOf(Cycle cycle) {
        return followUpOf(cycle, school);
    }

    /** What the first school's principal has to judge. */
    List<AssessedGoal> goals(Cycle cycle) {
        return module.followUps().goals(principal, module.followUps().get(principal, followUpOf(cycle).id()));
    }

    /** Judges every goal of the follow-up and hands it in. */
    FollowUp handIn(CurrentUser user, FollowUp followUp, Status status) {
        FollowUpProgress progress = module.followUps().get(user, followUp.id());
        for (AssessedGoal goal : module.followUps().goals(user, progress)) {
            Assessment a = goal.assessment();
            Judgement judgement =
                    new Judgement(status, Assessment.Trend.SAME, "Kommentar till " + goal.title(), "");
            module.assessments().write(user, a.id(), a.version(), judgement);
        }
        return module.followUps().markComplete(user, followUp.id(), followUp.version(), "");
    }

    @Override
    public void close() {
        samsyn.close();
    }

    /** What the form of an assessment sends. */
    static Map<String, Object> judged(String status, String comment, String reason, int version, String then) {
        Map<String, Object> form = new HashMap<>();
        form.put("status", status);
        form.put("trend", "SAME");
        form.put("comment", comment);
        form.put("reason", reason);
        form.put("version", version);
        form.put("then", then);
        return form;
    }
}
