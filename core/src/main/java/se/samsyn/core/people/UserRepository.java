package se.samsyn.core.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.core.database.SwedishCollation;

/** People in the database. Lists are in Swedish order by name. */
public final class UserRepository {

    private static final String SELECT = "select id, username, name, email, locale, state, version from person";

    /** With {@link #bind(SqlStatement, Filter)}: those that the filter lets through. */
    private static final String FILTERED =
            """
             where state <> 'ERASED'
               and folded like :text escape '!'
               and (cast(:state as text) is null or state = :state)
               and (cast(:password as int) is null or (password_hash is null) = (:password = 0))
               and ((cast(:role as text) is null and cast(:unit as bigint) is null) or id in (
                    select person_id from assignment
                     where (cast(:role as text) is null or role = :role)
                       and (cast(:unit as bigint) is null or unit_id = :unit)))
            """;

    private final Jdbi jdbi;

    public UserRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Whom to list.
     *
     * @param text part of name, user name or e-mail address; empty for everyone
     * @param unitId those with a role on this unit; null for any
     * @param hasPassword null for both those with and those without a password
     */
    public record Filter(
            String text,
            @Nullable Role role,
            @Nullable Long unitId,
            User.@Nullable State state,
            @Nullable Boolean hasPassword) {

        public static final Filter ALL = new Filter("", null, null, null, null);
    }

    public Optional<User> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where id = :id")
                .bind("id", id)
                .map((row, context) -> user(row))
                .findOne());
    }

    /** The people with these ids, in one query; unknown ids are left out. */
    public Map<Long, User> find(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where id in (<ids>)")
                .bindList("ids", ids)
                .map((row, context) -> user(row))
                .stream()
                .collect(Collectors.toMap(User::id, user -> user)));
    }

    public Optional<User> byUsername(String username) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where username = :username")
                .bind("username", username)
                .map((row, context) -> user(row))
                .findOne());
    }

    /** Those who go by these user names, by user name, in one query. */
    public Map<String, User> byUsernames(Collection<String> usernames) {
        if (usernames.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where username in (<usernames>)")
                .bindList("usernames", List.copyOf(usernames))
                .map((row, context) -> user(row))
                .stream()
                .collect(Collectors.toMap(User::username, user -> user)));
    }

    public List<User> list(Filter filter, int offset, int limit) {
        return jdbi.withHandle(handle -> bind(
                        handle.createQuery(SELECT + FILTERED + " order by folded, id limit :limit offset :offset"), filter)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> user(row))
                .list());
    }

    /** Active people whose name, and not only whose user name or e-mail address, has the text. */
    public List<User> named(String text, int limit) {
        String searched = SwedishCollation.key(text.strip());
        return jdbi.withHandle(handle -> {
            try (Stream<User> people = bind(
                            handle.createQuery(SELECT + FILTERED + " order by folded, id"),
                            new Filter(text, null, null, User.State.ACTIVE, null))
                    .map((row, context) -> user(row))
                    .stream()) {
                return people.filter(user -> SwedishCollation.key(user.name()).contains(searched))
                        .limit(limit)
                        .toList();
            }
        });
    }

    /** Active people who have the role on the day, their own, on the unit or below it. */
    public List<User> withRole(Role role, long unitId, LocalDate day) {
        return withRole("select u.id, u.parent_id, 0 from unit u join place on u.parent_id = place.id", role, unitId, day);
    }

    /** Active people who have the role on the day, their own, on the unit or else on the nearest above where somebody has. */
    public List<User> nearestWithRole(Role role, long unitId, LocalDate day) {
        return withRole(
                "select u.id, u.parent_id, place.step + 1 from unit u join place on u.id = place.parent_id", role, unitId, day);
    }

    /**
     * Those with the role where the fewest steps lead.
     *
     * @param next where one comes from each place, and how many steps that is from the unit
     */
    private List<User> withRole(String next, Role role, long unitId, LocalDate day) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        with recursive place (id, parent_id, step) as (
                            select id, parent_id, 0 from unit where id = :unit and standing = 'OWN'
                            union
                        """
                                + next
                                + """
                        ), held (person_id, step) as (
                            select a.person_id, place.step from assignment a
                              join place on place.id = a.unit_id
                              join person p on p.id = a.person_id
                             where a.role = :role and p.state = 'ACTIVE'
                               and (a.valid_from is null or a.valid_from <= :day)
                               and (a.valid_to is null or a.valid_to >= :day))
                        """
                                + SELECT
                                + """
                                   where id in (select person_id from held where step = (select min(step) from held))
                                   order by folded, id
                                  """)
                .bind("unit", unitId)
                .bind("role", role.name())
                .bind("day", day.toString())
                .map((row, context) -> user(row))
                .list());
    }

    /** Those after an id, in the order of ids. */
    public List<User> after(long id, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where id > :id order by id limit :limit")
                .bind("id", id)
                .bind("limit", limit)
                .map((row, context) -> user(row))
                .list());
    }

    public int count(Filter filter) {
        return jdbi.withHandle(handle -> bind(handle.createQuery("select count(*) from person" + FILTERED), filter)
                .mapTo(Integer.class)
                .one());
    }

    /** The kept hash of the person's password; empty when they have none. */
    Optional<String> passwordHash(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select password_hash from person where id = :id and password_hash is not null")
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
    }

    /** Those of these people who have a password, in one query. */
    Set<Long> withPassword(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return jdbi.withHandle(handle -> new HashSet<>(handle.createQuery(
                        "select id from person where id in (<ids>) and password_hash is not null")
                .bindList("ids", ids)
                .mapTo(Long.class)
                .list()));
    }

    long insert(UserDetails details) {
        return jdbi.withHandle(handle -> bind(
                        handle.createUpdate(
                                """
                                insert into person (username, name, folded, email, locale, state, version)
                                values (:username, :name, :folded, :email, :locale, 'ACTIVE', 1)
                                """),
                        details)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    void update(User user) {
        jdbi.useHandle(handle -> bind(
                        handle.createUpdate(
                                """
                                update person set username = :username, name = :name, folded = :folded, email = :email,
                                       locale = :locale, state = :state, version = :version
                                 where id = :id
                                """),
                        UserDetails.of(user))
                .bind("state", user.state().name())
                .bind("version", user.version())
                .bind("id", user.id())
                .execute());
    }

    void setPasswordHash(long id, @Nullable String hash) {
        jdbi.useHandle(handle -> handle.createUpdate("update person set password_hash = :hash where id = :id")
                .bind("hash", hash)
                .bind("id", id)
                .execute());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, UserDetails details) {
        String all = details.name() + " " + details.username() + " " + (details.email() == null ? "" : details.email());
        return statement
                .bind("username", details.username())
                .bind("name", details.name())
                .bind("folded", SwedishCollation.key(all).strip())
                .bind("email", details.email())
                .bind("locale", details.locale());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Filter filter) {
        return statement
                .bind("text", SwedishCollation.contains(filter.text()))
                .bind("role", filter.role() == null ? null : filter.role().name())
                .bind("unit", filter.unitId())
                .bind("state", filter.state() == null ? null : filter.state().name())
                .bind("password", filter.hasPassword() == null ? null : filter.hasPassword() ? 1 : 0);
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("username"),
                row.getString("name"),
                row.getString("email"),
                row.getString("locale"),
                User.State.valueOf(row.getString("state")),
                row.getInt("version"));
    }
}
