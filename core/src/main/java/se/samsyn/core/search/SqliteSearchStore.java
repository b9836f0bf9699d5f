package se.samsyn.core.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Json;

/** The index of words by SQLite's FTS5; Swedish letters are letters of their own, capitals and small ones the same. */
final class SqliteSearchStore implements SearchStore {

    private static final int CHUNK = 500;
    private static final String WORDS = "tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3 4 5 6'";
    private static final String EXCERPT = "snippet(search_text, 1, :begin, :end, '…', 20)";
    private static final String BEGINNING =
            "(select substr(x.body, 1, 120) || case when length(x.body) > 120 then '…' else '' end"
                    + " from search_text x where x.rowid = t.rowid)";

    private final Database database;

    SqliteSearchStore(Database database) {
        this.database = database;
    }

    @Override
    public void prepare() {
        database.write(() -> database.jdbi().useHandle(handle -> {
            handle.execute("create virtual table if not exists search_text using fts5(title, body, " + WORDS + ")");
            handle.execute("create virtual table if not exists search_title using fts5(title, " + WORDS + ")");
            handle.execute(
                    """
                    insert into search_title (rowid, title)
                    select rowid, title from search_text where not exists (select 1 from search_title)
                    """);
        }));
    }

    @Override
    public void put(String source, Collection<SearchEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Map<String, SearchEntry> latest = new HashMap<>();
        entries.forEach(entry -> latest.put(entry.name(), entry));
        database.write(() -> {
            remove(source, latest.keySet());
            database.jdbi().useHandle(handle -> latest.values().forEach(entry -> insert(handle, source, entry)));
        });
    }

    private static void insert(Handle handle, String source, SearchEntry entry) {
        long id = handle.createQuery(
                        """
                        insert into search_document (source, name, kind, title, place, unit_id, path)
                        values (:source, :name, :kind, :title, :place, :unit, :path) returning id
                        """)
                .bind("source", source)
                .bind("name", entry.name())
                .bind("kind", entry.kind())
                .bind("title", entry.title())
                .bind("place", entry.place())
                .bind("unit", entry.unitId())
                .bind("path", entry.path())
                .mapTo(Long.class)
                .one();
        String title = SearchWords.normal(entry.title());
        handle.execute(
                "insert into search_text (rowid, title, body) values (?, ?, ?)",
                id, title, SearchWords.normal(entry.text()));
        handle.execute("insert into search_title (rowid, title) values (?, ?)", id, title);
        try (PreparedBatch batch =
                handle.prepareBatch("insert into search_audience (document_id, audience) values (?, ?)")) {
            entry.audiences().forEach(audience -> batch.add(id, source + "/" + audience));
            batch.execute();
        }
    }

    @Override
    public void remove(String source, Collection<String> names) {
        List<String> all = List.copyOf(names);
        database.write(() -> {
            for (int from = 0; from < all.size(); from += CHUNK) {
                List<String> some = all.subList(from, Math.min(all.size(), from + CHUNK));
                delete(" where source = :source and name in (<names>)", source, some);
            }
        });
    }

    @Override
    public void erase(String source) {
        database.write(() -> delete(" where source = :source", source, List.of()));
    }

    private void delete(String which, String source, List<String> names) {
        database.jdbi().useHandle(handle -> {
            for (String from : List.of(
                    "delete from search_text where rowid in (select id from search_document" + which + ")",
                    "delete from search_title where rowid in (select id from search_document" + which + ")",
                    "delete from search_audience where document_id in (select id from search_document" + which + ")",
                    "delete from search_document" + which)) {
                var update = handle.createUpdate(from).bind("source", source);
                if (!names.isEmpty()) {
                    update.bindList("names", names);
                }
                update.execute();
            }
        });
    }

    @Override
    public long count(String source) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from search_document where source = :source")
                .bind("source", source)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public Set<String> audiences(String source, String path) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        """
                        select a.audience from search_document d join search_audience a on a.document_id = d.id
                         where d.source = :source and d.path = :path
                        """)
                .bind("source", source)
                .bind("path", path)
                .mapTo(String.class)
                .set());
    }

    /** Those with all of the words in their titles first, then those that have them in title and text; the newest first. */
    @Override
    public List<Found> find(SearchWords words, Set<String> audiences, @Nullable String source, int limit) {
        if (words.none() || audiences.isEmpty()) {
            return List.of();
        }
        String match = match(words);
        return database.jdbi().withHandle(handle -> {
            Map<Long, Found> anywhere = newest(handle, "search_text", EXCERPT, match, audiences, source, limit);
            Map<Long, Found> inTitle = newest(handle, "search_title", BEGINNING, match, audiences, source, limit);
            Map<Long, Found> best = new LinkedHashMap<>();
            // The excerpt of what has the words in its text too is of where they stand.
            inTitle.forEach((id, found) -> best.put(id, anywhere.getOrDefault(id, found)));
            anywhere.forEach(best::putIfAbsent);
            return best.values().stream().limit(limit).toList();
        });
    }

    /** Each word in quotes, within which no sign means anything. */
    private static String match(SearchWords words) {
        String all = words.words().stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(" "));
        return words.last() ? all + "*" : all;
    }

    /**
     * The index is walked once, from its end, until there are enough: so a common word takes no longer than a rare one. To
     * weigh all that match against each other, or to come back for the excerpts, would be to walk it again for each. Titles
     * have an index of their own, since a word that is in many texts and no title would be walked from end to end.
     */
    private static Map<Long, Found> newest(
            Handle handle,
            String index,
            String excerpt,
            String match,
            Set<String> audiences,
            @Nullable String source,
            int limit) {
        // 'cross' keeps the planner from walking the documents instead; the plus, from looking up every audience for each.
        Query query = handle.createQuery(
                        """
                        select d.id, d.source, d.name, d.kind, d.title, d.place, d.unit_id, d.path, <excerpt> as excerpt
                          from <index> t cross join search_document d on d.id = t.rowid
                         where <index> match :match
                           and exists (select 1 from search_audience a
                                        where a.document_id = t.rowid
                                          and +a.audience in (select value from json_each(:audiences)))
                           and (:source is null or d.source = :source)
                         order by t.rowid desc limit :limit
                        """)
                .define("index", index)
                .define("excerpt", excerpt)
                .bind("begin", String.valueOf(SearchHit.BEGIN))
                .bind("end", String.valueOf(SearchHit.END))
                .bind("match", match)
                .bind("audiences", Json.write(audiences))
                .bind("source", source)
                .bind("limit", limit);
        Map<Long, Found> found = new LinkedHashMap<>();
        query.map((row, context) -> found.put(row.getLong("id"), found(row))).list();
        return found;
    }

    private static Found found(ResultSet row) throws SQLException {
        long unit = row.getLong("unit_id");
        Long unitId = row.wasNull() ? null : unit;
        SearchHit hit = new SearchHit(
                row.getString("source"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("place"),
                unitId,
                row.getString("path"),
                row.getString("excerpt"));
        return new Found(row.getString("name"), hit);
    }
}
