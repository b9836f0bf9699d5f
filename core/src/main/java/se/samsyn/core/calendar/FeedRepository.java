package se.samsyn.core.calendar;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.database.Times;

/** The feeds that people have asked for: of each address, a hash. */
final class FeedRepository {

    private final Jdbi jdbi;

    FeedRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** When the person's address was made; empty when they have none. */
    Optional<Instant> made(long person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select created_at from calendar_feed where person_id = :person")
                .bind("person", person)
                .mapTo(String.class)
                .findOne()
                .map(Instant::parse));
    }

    Optional<Long> person(String hash) {
        return jdbi.withHandle(handle -> handle.createQuery("select person_id from calendar_feed where token_hash = :hash")
                .bind("hash", hash)
                .mapTo(Long.class)
                .findOne());
    }

    /** In the place of the one that the person had. */
    void put(long person, String hash, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        insert into calendar_feed (person_id, token_hash, created_at) values (:person, :hash, :now)
                        on conflict (person_id) do update
                           set token_hash = excluded.token_hash, created_at = excluded.created_at
                        """)
                .bind("person", person)
                .bind("hash", hash)
                .bind("now", Times.text(now))
                .execute());
    }

    void remove(long person) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from calendar_feed where person_id = :person")
                .bind("person", person)
                .execute());
    }
}
