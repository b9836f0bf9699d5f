package se.samsyn.core.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Times;

/** Letters in the database. */
final class LetterRepository {

    private static final String SELECT =
            """
            select id, owner, person_id, address, subject, state, attempts, next_at, reason, detail, created_at, ended_at,
                   version
              from mail
            """;
    private static final String FILTER = " where (cast(:state as text) is null or state = :state) ";

    private final Jdbi jdbi;

    LetterRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A letter that is new, to each of these people. */
    record Draft(String owner, @Nullable Long sentBy, String subject, String body, String html, @Nullable String invitation) {}

    /** One letter more for each recipient; their message ids are the keys. */
    void insert(Draft draft, Map<String, Long> recipients, Instant now) {
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch(
                    """
                    insert into mail (owner, sent_by, person_id, subject, body, html, invitation, message_id, state, attempts,
                           next_at, created_at, version)
                    values (:owner, :sentBy, :person, :subject, :body, :html, :invitation, :messageId, 'WAITING', 0,
                           :now, :now, 1)
                    """);
            recipients.forEach((messageId, person) -> batch.bind("owner", draft.owner())
                    .bind("sentBy", draft.sentBy())
                    .bind("person", person)
                    .bind("subject", draft.subject())
                    .bind("body", draft.body())
                    .bind("html", draft.html())
                    .bind("invitation", draft.invitation())
                    .bind("messageId", messageId)
                    .bind("now", Times.text(now))
                    .add());
            batch.execute();
        });
    }

    Optional<Letter> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where id = :id")
                .bind("id", id)
                .map((row, context) -> letter(row))
                .findOne());
    }

    /** Those that should leave by now, those that have waited the longest first. */
    List<Letter> due(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        SELECT + " where state = 'WAITING' and next_at <= :now order by next_at, id limit :limit")
                .bind("now", Times.text(now))
                .bind("limit", limit)
                .map((row, context) -> letter(row))
                .list());
    }

    /** What these say, by id. */
    Map<Long, Letter.Content> contents(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, body, html, invitation, message_id from mail where id in (<ids>) and body is not null")
                .bindList("ids", ids)
                .map((row, context) -> Map.entry(
                        row.getLong("id"),
                        new Letter.Content(
                                row.getString("body"),
                                row.getString("html"),
                                row.getString("invitation"),
                                row.getString("message_id"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** When the next one that waits is to be tried. */
    Optional<Instant> nextDue() {
        return jdbi.withHandle(handle -> handle.createQuery("select min(next_at) from mail where state = 'WAITING'")
                .mapTo(String.class)
                .findOne()
                .map(Instant::parse));
    }

    /** The newest first. */
    List<Letter> list(Letter.@Nullable State state, int offset, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        SELECT + FILTER + "order by id desc limit :limit offset :offset")
                .bind("state", state == null ? null : state.name())
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> letter(row))
                .list());
    }

    int count(Letter.@Nullable State state) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from mail" + FILTER)
                .bind("state", state == null ? null : state.name())
                .mapTo(Integer.class)
                .one());
    }

    /** Keeps what became of it, if it still is at the version before; one that has left loses its content. */
    boolean update(Letter letter) {
        boolean left = letter.state() == Letter.State.SENT || letter.state() == Letter.State.DRY_RUN;
        return jdbi.withHandle(handle -> handle.createUpdate(
                        """
                        update mail set address = :address, state = :state, attempts = :attempts, next_at = :next,
                               reason = :reason, detail = :detail, ended_at = :ended, version = :version
                        """
                                + (left ? ", body = null, html = null, invitation = null " : "")
                                + " where id = :id and version = :version - 1")
                .bind("address", letter.address())
                .bind("state", letter.state().name())
                .bind("attempts", letter.attempts())
                .bind("next", Times.text(letter.nextAt()))
                .bind("reason", letter.reason())
                .bind("detail", letter.detail())
                .bind("ended", letter.endedAt() == null ? null : Times.text(letter.endedAt()))
                .bind("version", letter.version())
                .bind("id", letter.id())
                .execute())
                == 1;
    }

    /** Takes a person out of it: the letters to them go, and those that they sent are nobody's. */
    void forget(long person) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from mail where person_id = :person").bind("person", person).execute();
            handle.createUpdate("update mail set sent_by = null where sent_by = :person")
                    .bind("person", person)
                    .execute();
        });
    }

    /** Drops what those say that ended before without leaving. */
    void removeContentsEndedBefore(Instant limit) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        update mail set body = null, html = null, invitation = null, reason = 'gone', version = version + 1
                         where state in ('FAILED', 'LEFT_OUT') and body is not null and ended_at < :limit
                        """)
                .bind("limit", Times.text(limit))
                .execute());
    }

    /** Drops what ended before. */
    int removeEndedBefore(Instant limit) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from mail where state <> 'WAITING' and created_at < :limit and ended_at < :limit")
                .bind("limit", Times.text(limit))
                .execute());
    }

    private static Letter letter(ResultSet row) throws SQLException {
        String ended = row.getString("ended_at");
        return new Letter(
                row.getLong("id"),
                row.getString("owner"),
                row.getLong("person_id"),
                row.getString("address"),
                row.getString("subject"),
                Letter.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Instant.parse(row.getString("next_at")),
                row.getString("reason"),
                row.getString("detail"),
                Instant.parse(row.getString("created_at")),
                ended == null ? null : Instant.parse(ended),
                row.getInt("version"));
    }
}
