package se.samsyn.core.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.core.access.Assignment;
import se.samsyn.core.database.Times;

/** Who somebody is by what they show, and what they may act as today; one statement, since every request begins with it. */
final class Recognition {

    /** A person's own roles on the day, and those that others have lent them; one row without a role when there is none. */
    private static final String RECOGNISED =
            """
            select p.id, p.name, p.locale, s.csrf, s.seen_at, a.role, a.unit_id,
                   nullif(a.person_id, p.id) as for_user_id, holder.state as holder_state,
                   (select max(id) from change) as latest_change
              from (%s) s
              join person p on p.id = s.person_id and p.state = 'ACTIVE'
              left join assignment a on (a.person_id = p.id
                    or a.id in (select d.assignment_id from delegation d
                                 where d.to_person_id = p.id and d.valid_from <= :day and d.valid_to >= :day))
               and (a.valid_from is null or a.valid_from <= :day) and (a.valid_to is null or a.valid_to >= :day)
              left join person holder on holder.id = a.person_id
            """;

    private static final String BY_COOKIE = RECOGNISED.formatted(
            """
            select person_id, csrf, seen_at from session
             where token_hash = :hash and expires_at > :now and seen_at > :idle""");

    private static final String BY_TOKEN = RECOGNISED.formatted(
            """
            select person_id, null as csrf, null as seen_at from api_token
             where token_hash = :hash and revoked_at is null""");

    private static final String BY_ID =
            RECOGNISED.formatted("select id as person_id, null as csrf, null as seen_at from person where id = :user");

    private final Jdbi jdbi;
    private final Clock clock;

    Recognition(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * A person who is let in.
     *
     * @param session null unless it was a session's cookie that they showed
     * @param latestChange the number of the latest change there had been
     */
    record Person(
            long userId,
            String name,
            String locale,
            @Nullable OpenSession session,
            List<Assignment> assignments,
            long latestChange) {

        OpenSession openSession() {
            return Objects.requireNonNull(session);
        }
    }

    record OpenSession(String csrf, Instant seenAt) {}

    Optional<Person> byCookie(String secret) {
        Instant now = clock.instant();
        return one(
                BY_COOKIE,
                Map.of(
                        "hash", Secrets.hash(secret),
                        "now", Times.text(now),
                        "idle", Times.text(now.minus(Accounts.IDLE))));
    }

    Optional<Person> byToken(String secret) {
        return one(BY_TOKEN, Map.of("hash", Secrets.hash(secret)));
    }

    Optional<Person> byId(long userId) {
        return one(BY_ID, Map.of("user", userId));
    }

    private record Row(Person person, @Nullable Assignment assignment) {}

    private Optional<Person> one(String sql, Map<String, ?> shown) {
        List<Row> rows = jdbi.withHandle(handle -> handle.createQuery(sql)
                .bindMap(shown)
                .bind("day", Times.date(clock.instant()).toString())
                .map((row, context) -> new Row(person(row), assignment(row)))
                .list());
        return rows.stream().findFirst().map(first -> withAll(first.person(), rows));
    }

    private static Person withAll(Person person, List<Row> rows) {
        List<Assignment> assignments =
                rows.stream().map(Row::assignment).filter(Objects::nonNull).toList();
        return new Person(
                person.userId(),
                person.name(),
                person.locale(),
                person.session(),
                assignments,
                person.latestChange());
    }

    private static Person person(ResultSet row) throws SQLException {
        String csrf = row.getString("csrf");
        OpenSession session = csrf == null ? null : new OpenSession(csrf, Instant.parse(row.getString("seen_at")));
        return new Person(
                row.getLong("id"),
                row.getString("name"),
                row.getString("locale"),
                session,
                List.of(),
                row.getLong("latest_change"));
    }

    private static @Nullable Assignment assignment(ResultSet row) throws SQLException {
        String role = row.getString("role");
        if (role == null || !row.getString("holder_state").equals("ACTIVE")) {
            return null;
        }
        long unit = row.getLong("unit_id");
        long lender = row.getLong("for_user_id");
        return new Assignment(Role.valueOf(role), unit, row.wasNull() ? null : lender);
    }
}
