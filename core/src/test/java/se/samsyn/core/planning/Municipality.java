package se.samsyn.core.planning;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import se.samsyn.api.access.Role;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.access.Assignment;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Times;
import se.samsyn.core.followup.FoundCauses;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.planning.PlanType.Calendar;
import se.samsyn.core.web.Messages;

/** A small municipality on a real file: a committee's administration with two units, and people with each role. */
final class Municipality implements AutoCloseable {

    static final long ROOT = 1;
    static final long ADMINISTRATION = 2;
    static final long PRESCHOOL = 3;
    static final long SCHOOL = 4;

    final TestClock clock = new TestClock();
    final Database database;
    final ChangeLog changes;
    final MeasuringModule measuring;
    final PlanningModule planning;
    final AccessControl access;
    final CurrentUser head;
    final CurrentUser preschoolPrincipal;
    final CurrentUser schoolPrincipal;
    final CurrentUser schoolEmployee;
    final CurrentUser schoolReader;
    final CurrentUser administrator;
    final PlanType type;

    Municipality(Path folder) {
        database = Database.open(folder.resolve("samsyn.db"));
        changes = new ChangeLog(database, clock);
        UnitRepository units = new UnitRepository(database.jdbi());
        measuring = new MeasuringModule(
                database, changes, new History(changes), units, new AdoptedTargets(database.jdbi()), clock);
        Messages messages = Messages.ofCore(List.of("planning", "web"));
        planning = new PlanningModule(
                database, changes, messages, clock, measuring, target -> List.of(), goal -> {}, new FoundCauses(database.jdbi()));
        access = new AccessControl(units, () -> false, Map::of);
        unit(ROOT, null, "MUNICIPALITY", "Lindvik");
        unit(ADMINISTRATION, ROOT, "ADMINISTRATION", "Barn och utbildning");
        unit(PRESCHOOL, ADMINISTRATION, "PRESCHOOL", "Ängens förskola");
        unit(SCHOOL, ADMINISTRATION, "COMPULSORY_SCHOOL", "Lindskolan");
        administrator = person(1, "Anna Administratör", Role.ADMINISTRATOR, ROOT);
        head = person(2, "Helena Chef", Role.HEAD, ADMINISTRATION);
        preschoolPrincipal = person(3, "Petra Förskola", Role.PRINCIPAL, PRESCHOOL);
        schoolPrincipal = person(4, "Rikard Skola", Role.PRINCIPAL, SCHOOL);
        schoolEmployee = person(5, "Lars Lärare", Role.EMPLOYEE, SCHOOL);
        schoolReader = person(6, "Lena Läsare", Role.READER, SCHOOL);
        type = planning.types().createDefault(administrator, Calendar.FISCAL_YEAR);
    }

    Plan plan(CurrentUser user, long unitId, String year) {
        return planning.plans().create(user, type.id(), unitId, Period.of(year), "Plan " + year);
    }

    /** The plan proposed by whoever writes it, and adopted by the head. */
    Plan adopted(CurrentUser writer, Plan plan) {
        Plan proposed = planning.states().propose(writer, plan.id(), plan.version(), "");
        return planning.states().adopt(head, plan.id(), proposed.version(), decision());
    }

    /** A decision of today. */
    Plan.Decision decision() {
        return new Plan.Decision(Times.date(clock.instant()), "Nämnden", "BUN 2026/12");
    }

    long level(int position) {
        return type.levels().get(position - 1).id();
    }

    Goal goal(CurrentUser user, Plan plan, int level, String title) {
        return planning.goals().create(user, plan.id(), GoalDraft.titled(level(level), title));
    }

    long indicator(String name) {
        return database.write(() -> database.jdbi().withHandle(handle -> handle.createQuery(
                        """
                        insert into indicator (source, code, name, definition, unit_of_measure, decimals, direction,
                                               periodicity, aggregation, tolerance, by_gender, folded, version)
                        values ('own', :name, :name, '', '%', 0, 'HIGHER', 'YEAR', 'NONE', 5, false, :name, 1) returning id
                        """)
                .bind("name", name)
                .mapTo(Long.class)
                .one()));
    }

    private void unit(long id, Long parent, String kind, String name) {
        database.write(() -> database.jdbi().useHandle(handle -> handle.createUpdate(
                        """
                        insert into unit (id, parent_id, standing, kind, name, version)
                        values (:id, :parent, 'OWN', :kind, :name, 1)
                        """)
                .bind("id", id)
                .bind("parent", parent)
                .bind("kind", kind)
                .bind("name", name)
                .execute()));
    }

    CurrentUser person(long id, String name, Role role, long unitId) {
        database.write(() -> database.jdbi().useHandle(handle -> handle.createUpdate(
                        """
                        insert into person (id, username, name, locale, state, version)
                        values (:id, :username, :name, 'sv', 'ACTIVE', 1)
                        """)
                .bind("id", id)
                .bind("username", "user" + id)
                .bind("name", name)
                .execute()));
        return new CurrentUser(
                id, name, List.of(new Assignment(role, unitId, null)), Messages.SWEDISH, "web", false, access);
    }

    @Override
    public void close() {
        database.close();
    }

    /** A clock that stands still until it is moved. */
    static final class TestClock extends Clock {

        private Instant now = Instant.parse("2026-02-02T08:00:00Z");

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return Times.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
