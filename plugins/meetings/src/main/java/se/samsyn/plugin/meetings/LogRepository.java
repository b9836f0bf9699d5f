package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.PluginDatabase;

/** What has been decided and promised over all meetings of a series. */
final class LogRepository {

    private final PluginDatabase database;

    LogRepository(PluginDatabase database) {
        this.database = database;
    }

    /** A decision, where and when it was made. */
    record Decided(long id, long meetingId, Instant at, long itemId, String item, String text) {}

    /** A promise, and where and when it was made. */
    record Promised(Action action, Instant at, String item) {}

    /**
     * Which promises.
     *
     * @param words what they contain; empty for any
     * @param ownerId whose, or null for everyone's
     * @param done only those that are done or not, or null for both
     */
    record Filter(String words, @Nullable String ownerId, @Nullable Boolean done) {}

    /** The latest first; nothing of an item that was taken off the agenda, as in the minutes. */
    List<Decided> decisions(long seriesId, String words, int offset, int limit) {
        return database.read(handle -> paged(
                        handle.createQuery(
                                """
                                select d.id, d.meeting_id, t.starts_at, d.item_id, i.title, d.text from p_meetings_decision d
                                  join p_meetings_item i on i.id = d.item_id
                                  join p_meetings_meeting t on t.id = d.meeting_id
                                 where d.series_id = :series and d.removed = false and i.removed = false
                                   and (:all = true or %s)
                                 order by d.id desc limit :limit offset :offset
                                """
                                        .formatted(contains("d.text"))),
                        seriesId,
                        words,
                        offset,
                        limit)
                .map((row, context) -> new Decided(
                        row.getLong("id"),
                        row.getLong("meeting_id"),
                        Instant.parse(row.getString("starts_at")),
                        row.getLong("item_id"),
                        row.getString("title"),
                        row.getString("text")))
                .list());
    }

    /** The most urgent first, those without a day last; what is done by its day, the latest first. */
    List<Promised> promises(long seriesId, Filter filter, int offset, int limit) {
        String order = Boolean.TRUE.equals(filter.done()) ? "a.due desc nulls last, a.id desc" : "a.due nulls last, a.id";
        // Only what is asked for stands in the statement, so that an index leads to it.
        String which = (filter.ownerId() == null ? "" : " and a.owner_id = :owner")
                + (filter.done() == null ? "" : " and a.state = :state");
        return database.read(handle -> paged(
                        handle.createQuery(
                                """
                                select a.id, a.item_id, a.meeting_id, a.series_id, a.text, a.owner_id, a.due, a.goal_id, a.unit_id,
                                       a.activity_id, a.state, a.changed_by, a.changed_at, a.version, t.starts_at, i.title
                                  from p_meetings_action a
                                  join p_meetings_item i on i.id = a.item_id
                                  join p_meetings_meeting t on t.id = a.meeting_id
                                 where a.series_id = :series and a.removed = false%s and (:all = true or %s)
                                 order by %s limit :limit offset :offset
                                """
                                        .formatted(which, contains("a.text"), order)),
                        seriesId,
                        filter.words(),
                        offset,
                        limit)
                .bind("owner", filter.ownerId())
                .bind("state", filter.done() == null ? null : filter.done() ? "DONE" : "OPEN")
                .map((row, context) -> new Promised(
                        ActionRepository.ACTION.map(row, context),
                        Instant.parse(row.getString("starts_at")),
                        row.getString("title")))
                .list());
    }

    /** Everyone who has promised something in the series: one step in the index for each, however much they have promised. */
    List<String> owners(long seriesId) {
        return database.read(handle -> handle.createQuery(
                        """
                        with recursive promised as (
                            select min(owner_id) as owner_id from p_meetings_action
                             where series_id = :series and removed = false
                            union all
                            select (select min(a.owner_id) from p_meetings_action a
                                     where a.series_id = :series and a.removed = false and a.owner_id > p.owner_id)
                              from promised p where p.owner_id is not null)
                        select owner_id from promised where owner_id is not null
                        """)
                .bind("series", seriesId)
                .mapTo(String.class)
                .list());
    }

    /** Whatever the case of the first letter; databases do not agree on folding åäö. */
    private static String contains(String column) {
        return "(" + column + " like :words escape '!' or " + column + " like :other escape '!')";
    }

    private static Query paged(Query query, long seriesId, String words, int offset, int limit) {
        String other = words.isEmpty() ? "" : swapFirst(words);
        return query.bind("series", seriesId)
                .bind("all", words.isEmpty())
                .bind("words", '%' + escaped(words) + '%')
                .bind("other", '%' + escaped(other) + '%')
                .bind("offset", offset)
                .bind("limit", limit);
    }

    private static String swapFirst(String words) {
        int end = words.offsetByCodePoints(0, 1);
        String first = words.substring(0, end);
        String lower = first.toLowerCase(Locale.ROOT);
        return (first.equals(lower) ? first.toUpperCase(Locale.ROOT) : lower) + words.substring(end);
    }

    private static String escaped(String words) {
        return words.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
