package se.samsyn.core.followup;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.access.Assignment;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.planning.GoalDraft;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanType;
import se.samsyn.core.planning.PlanningModule;
import se.samsyn.core.web.Messages;

/** Two schools of a municipality, each with a plan of two goals, and people in every role. */
final class FollowUpFixture implements AutoCloseable {

    static final long ROOT = 1;
    static final long BJORKSKOLAN = 2;
    static final long ASPSKOLAN = 3;
    static final Instant NOW = Instant.parse("2026-11-23T13:32:00Z");

    final Database database;
    final ChangeLog changes;
    final PlanningModule planning;
    final FollowupModule module;
    final PlanType planType;
    final Plan plan;
    final Plan otherPlan;
    final long reading;
    final long safety;
    final long absence;
    final AccessControl access;
    final CurrentUser head;
    final CurrentUser developer;
    final CurrentUser principal;
    final CurrentUser otherPrincipal;
    final CurrentUser deputy;
    final CurrentUser employee;
    final CurrentUser reader;

    FollowUpFixture(Path folder) {
        database = Database.open(folder.resolve("samsyn.db"));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        changes = new ChangeLog(database, clock);
        UnitRepository units = new UnitRepository(database.jdbi());
        access = new AccessControl(units, Map::of);
        planning = new PlanningModule(database, changes, Messages.ofCore(List.of("web", "planning")), clock);
        module = new FollowupModule(database, units, changes, clock);
        insertUnitsAndPeople();
        planType = planning.types().create(system(), "Verksamhetsplan", PlanType.Calendar.SCHOOL_YEAR, List.of("Skolans mål"));
        plan = plan(BJORKSKOLAN, "2026/27");
        otherPlan = plan(ASPSKOLAN, "2026/27");
        reading = goal(plan, "Alla elever läser med flyt", null);
        safety = goal(plan, "Tryggheten ökar", null);
        absence = goal(otherPlan, "Frånvaron minskar", null);
        head = user(1, "Hanna Chef", new Assignment(Role.HEAD, ROOT, null));
        developer = user(2, "Karin Utvecklare", new Assignment(Role.QUALITY_DEVELOPER, ROOT, null));
        principal = user(3, "Maria Lindqvist", new Assignment(Role.PRINCIPAL, BJORKSKOLAN, null));
        otherPrincipal = user(4, "Olle Ask", new Assignment(Role.PRINCIPAL, ASPSKOLAN, null));
        deputy = user(5, "Bo Biträdande", new Assignment(Role.PRINCIPAL, BJORKSKOLAN, 3L));
        employee = user(6, "Erik Lärare", new Assignment(Role.EMPLOYEE, BJORKSKOLAN, null));
        reader = user(7, "Lena Läsare", new Assignment(Role.READER, ASPSKOLAN, null));
    }

    private CurrentUser user(long id, String name, Assignment... assignments) {
        return new CurrentUser(id, name, Arrays.asList(assignments), Messages.SWEDISH, "web", false, access);
    }

    private CurrentUser system() {
        return access.system("test");
    }

    private void insertUnitsAndPeople() {
        unit(ROOT, null, "MUNICIPALITY", "Kommunen");
        unit(BJORKSKOLAN, ROOT, "COMPULSORY_SCHOOL", "Björkskolan");
        unit(ASPSKOLAN, ROOT, "COMPULSORY_SCHOOL", "Aspskolan");
        List<String> names = List.of(
                "Hanna Chef", "Karin Utvecklare", "Maria Lindqvist", "Olle Ask", "Bo Biträdande", "Erik Lärare", "Lena Läsare");
        for (int i = 0; i < names.size(); i++) {
            sql("insert into person (id, username, name, locale, state, version) values (?, ?, ?, 'sv', 'ACTIVE', 1)",
                    i + 1, "person" + i, names.get(i));
        }
    }

    void unit(long id, @Nullable Long parent, String kind, String name) {
        sql("insert into unit (id, parent_id, standing, kind, name, version) values (?, ?, 'OWN', ?, ?, 1)",
                id, parent, kind, name);
    }

    Plan plan(long unit, String period) {
        return planning.plans().create(system(), planType.id(), unit, Period.of(period), "Verksamhetsplan " + period);
    }

    long goal(Plan of, String title, @Nullable Long previous) {
        GoalDraft draft = new GoalDraft(
                planType.levels().get(0).id(), title, "", null, List.of(), List.of(), previous);
        return planning.goals().create(system(), of.id(), draft).id();
    }

    void sql(String statement, @Nullable Object... arguments) {
        database.write(() -> database.jdbi().useHandle(handle -> handle.execute(statement, arguments)));
    }

    /** A round for the plans of the year, opened. */
    Cycle openCycle(String planPeriod, String period, LocalDate due) {
        NewCycle cycle = new NewCycle(
                "Uppföljning " + period, planType.id(), Period.of(planPeriod), Period.of(period), due.minusDays(30), due);
        Cycle created = module.cycles().create(developer, cycle);
        return module.cycles().open(developer, created.id(), created.version());
    }

    Cycle openAutumn() {
        return openCycle("2026/27", "HT2026", LocalDate.of(2026, 11, 30));
    }

    FollowUp followUpOf(Cycle cycle, long unit) {
        return module.followUps().ofCycle(developer, cycle.id()).stream()
                .map(FollowUpProgress::followUp)
                .filter(f -> f.unitId() == unit)
                .findFirst()
                .orElseThrow();
    }

    /** Judges every goal of the follow-up and hands it in. */
    FollowUp handIn(CurrentUser user, FollowUp followUp, Status status) {
        FollowUpProgress progress = module.followUps().get(user, followUp.id());
        for (AssessedGoal goal : module.followUps().goals(user, progress)) {
            Assessment a = goal.assessment();
            Judgement judgement = new Judgement(status, Assessment.Trend.SAME, "Kommentar till " + goal.title(), "Analys");
            module.assessments().write(user, a.id(), a.version(), judgement);
        }
        return module.followUps().markComplete(user, followUp.id(), followUp.version(), "");
    }

    @Override
    public void close() {
        database.close();
    }
}
