package se.samsyn.core.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Times;

/** What lets a person in: sessions, tokens, one-time links. Only hashes of the secrets are kept. */
final class Accounts {

    static final Duration IDLE = Duration.ofHours(8);
    static final Duration ABSOLUTE = Duration.ofDays(7);
    static final Duration LINK = Duration.ofDays(7);

    private final Database database;
    private final Jdbi jdbi;
    private final Clock clock;
    private final Secrets secrets;

    Accounts(Database database, Clock clock, Secrets secrets) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.clock = clock;
        this.secrets = secrets;
    }

    /** A token, without its secret. */
    record Token(long id, String label, Instant createdAt) {}

    /** A token that has been made, with the one time its secret can be read. */
    record NewToken(long id, String secret) {}

    /** A link that has been made, with the one time its secret can be read. */
    record Link(String secret, Instant expiresAt) {}

    /** Where a link stands. */
    record LinkState(long userId, Instant expiresAt, boolean used) {}

    String openSession(long userId) {
        String secret = secrets.next();
        Instant now = clock.instant();
        database.write(() -> {
            jdbi.useHandle(handle -> handle.createUpdate("delete from session where expires_at <= :now or seen_at <= :idle")
                    .bind("now", Times.text(now))
                    .bind("idle", Times.text(now.minus(IDLE)))
                    .execute());
            jdbi.useHandle(handle -> handle.createUpdate(
                            """
                            insert into session (token_hash, person_id, csrf, created_at, seen_at, expires_at)
                            values (:hash, :user, :csrf, :now, :now, :expires)
                            """)
                    .bind("hash", Secrets.hash(secret))
                    .bind("user", userId)
                    .bind("csrf", secrets.next())
                    .bind("now", Times.text(now))
                    .bind("expires", Times.text(now.plus(ABSOLUTE)))
                    .execute());
        });
        return secret;
    }

    void seen(String secret) {
        database.write(() -> jdbi.useHandle(
                handle -> handle.createUpdate("update session set seen_at = :now where token_hash = :hash")
                        .bind("now", Times.text(clock.instant()))
                        .bind("hash", Secrets.hash(secret))
                        .execute()));
    }

    void endSession(String secret) {
        database.write(() -> jdbi.useHandle(handle -> handle.createUpdate("delete from session where token_hash = :hash")
                .bind("hash", Secrets.hash(secret))
                .execute()));
    }

    void endSessions(long userId) {
        delete("delete from session where person_id = :user", userId);
    }

    /** Ends what the old password opened, and the links by which another could replace the new one. */
    void passwordReplaced(long userId) {
        endSessions(userId);
        delete("delete from one_time_link where person_id = :user and used_at is null", userId);
    }

    /** Makes a token. */
    NewToken createToken(long userId, String label) {
        String secret = "samsyn_" + secrets.next();
        long id = database.write(() -> jdbi.withHandle(handle -> handle.createUpdate(
                        """
                        insert into api_token (person_id, token_hash, label, created_at)
                        values (:user, :hash, :label, :now)
                        """)
                .bind("user", userId)
                .bind("hash", Secrets.hash(secret))
                .bind("label", label)
                .bind("now", Times.text(clock.instant()))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one()));
        return new NewToken(id, secret);
    }

    /** The tokens of a person that work. */
    List<Token> tokens(long userId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, label, created_at from api_token where person_id = :user and revoked_at is null order by id")
                .bind("user", userId)
                .map((row, context) ->
                        new Token(row.getLong("id"), row.getString("label"), Instant.parse(row.getString("created_at"))))
                .list());
    }

    /** Whether the person had such a token. */
    boolean revokeToken(long userId, long tokenId) {
        return database.write(() -> jdbi.withHandle(handle -> handle.createUpdate(
                        "update api_token set revoked_at = :now where id = :id and person_id = :user and revoked_at is null")
                .bind("now", Times.text(clock.instant()))
                .bind("id", tokenId)
                .bind("user", userId)
                .execute())) == 1;
    }

    /** Makes a one-time link for each of these people, by id; links made for them before no longer work. */
    Map<Long, Link> createLinks(Collection<Long> userIds) {
        Instant now = clock.instant();
        Instant expires = now.plus(LINK);
        Map<Long, Link> made = new HashMap<>();
        userIds.forEach(id -> made.put(id, new Link(secrets.next(), expires)));
        if (!made.isEmpty()) {
            database.write(() -> jdbi.useHandle(handle -> {
                handle.createUpdate("delete from one_time_link where person_id in (<users>) and used_at is null")
                        .bindList("users", List.copyOf(made.keySet()))
                        .execute();
                PreparedBatch batch = handle.prepareBatch(
                        """
                        insert into one_time_link (token_hash, person_id, created_at, expires_at)
                        values (:hash, :user, :now, :expires)
                        """);
                made.forEach((user, link) -> batch.bind("hash", Secrets.hash(link.secret()))
                        .bind("user", user)
                        .bind("now", Times.text(now))
                        .bind("expires", Times.text(expires))
                        .add());
                batch.execute();
            }));
        }
        return made;
    }

    Optional<LinkState> link(String secret) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select person_id, expires_at, used_at from one_time_link where token_hash = :hash")
                .bind("hash", Secrets.hash(secret))
                .map((row, context) -> new LinkState(
                        row.getLong("person_id"),
                        Instant.parse(row.getString("expires_at")),
                        row.getString("used_at") != null))
                .findOne());
    }

    void useLink(String secret) {
        jdbi.useHandle(handle -> handle.createUpdate("update one_time_link set used_at = :now where token_hash = :hash")
                .bind("now", Times.text(clock.instant()))
                .bind("hash", Secrets.hash(secret))
                .execute());
    }

    /** Takes away everything that lets the person in, and that they failed to come in. */
    void forget(long userId) {
        endSessions(userId);
        delete("delete from sign_in_failure where username = (select username from person where id = :user)", userId);
        delete("delete from api_token where person_id = :user", userId);
        delete("delete from one_time_link where person_id = :user", userId);
        delete("update person set password_hash = null where id = :user", userId);
    }

    private void delete(String sql, long userId) {
        database.write(() ->
                jdbi.useHandle(handle -> handle.createUpdate(sql).bind("user", userId).execute()));
    }
}
