package se.samsyn.core.followup;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Json;
import se.samsyn.core.database.Times;
import se.samsyn.core.web.Rejection;

/**
 * Autosaved drafts, per person and subject, apart from what they are drafts of and without versions. Whoever calls has
 * checked that the person may write the subject.
 */
public final class DraftService {

    private static final int LONGEST = 100_000;

    private final Database database;
    private final Clock clock;

    DraftService(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Keeps what the person has typed, and tells when. */
    public Instant save(CurrentUser user, String subject, int baseVersion, Map<String, String> content) {
        int length = content.values().stream().mapToInt(String::length).sum();
        new Rejection.Check().that(length <= LONGEST, "", "followup.draft.error.long", LONGEST).done();
        Instant now = clock.instant();
        database.write(() -> database.jdbi().useHandle(handle -> handle.createUpdate(
                        """
                        insert into draft (person_id, subject, base_version, content, saved_at)
                        values (:person, :subject, :base, :content, :at)
                        on conflict (person_id, subject) do update
                           set base_version = excluded.base_version, content = excluded.content,
                               saved_at = excluded.saved_at
                        """)
                .bind("person", user.userId())
                .bind("subject", subject)
                .bind("base", baseVersion)
                .bind("content", Json.write(content))
                .bind("at", Times.text(now))
                .execute()));
        return now;
    }

    /** The person's draft of the subject. */
    public Optional<Draft> find(CurrentUser user, String subject) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select base_version, content, saved_at from draft where person_id = :person and subject = :subject")
                .bind("person", user.userId())
                .bind("subject", subject)
                .map((row, context) -> new Draft(
                        row.getInt("base_version"),
                        content(row.getString("content")),
                        Instant.parse(row.getString("saved_at"))))
                .findOne());
    }

    /** When the person's drafts of these subjects were saved, for the subjects that have one. */
    public Map<String, Instant> times(CurrentUser user, Collection<String> subjects) {
        Map<String, Instant> times = new HashMap<>();
        if (!subjects.isEmpty()) {
            database.jdbi().useHandle(handle -> handle.createQuery(
                            "select subject, saved_at from draft where person_id = :person and subject in (<subjects>)")
                    .bind("person", user.userId())
                    .bindList("subjects", List.copyOf(subjects))
                    .map((row, context) ->
                            times.put(row.getString("subject"), Instant.parse(row.getString("saved_at"))))
                    .list());
        }
        return times;
    }

    /** Forgets the person's draft of the subject. */
    public void remove(@Nullable Long personId, String subject) {
        database.write(() -> database.jdbi().useHandle(handle -> handle.createUpdate(
                        "delete from draft where person_id = :person and subject = :subject")
                .bind("person", personId)
                .bind("subject", subject)
                .execute()));
    }

    /** Forgets every draft of the person. */
    void removeAll(long personId) {
        database.write(() -> database.jdbi().useHandle(handle ->
                handle.createUpdate("delete from draft where person_id = :person").bind("person", personId).execute()));
    }

    private static Map<String, String> content(String json) {
        Map<String, String> content = new LinkedHashMap<>();
        Json.tree(json).properties().forEach(field -> content.put(field.getKey(), field.getValue().asString()));
        return content;
    }
}
