package se.samsyn.core.measuring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What one can choose indicators from, in the database. */
public final class CatalogueRepository {

    private static final String COLUMNS =
            "source, code, title, description, area, perspective, by_gender, per_unit, published";

    /** More words than anyone searches by. */
    private static final int MOST_WORDS = 8;

    private final Jdbi jdbi;

    public CatalogueRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Those of the codes that the source's catalogue has, by code. */
    public Map<String, CatalogueIndicator> find(String source, Collection<String> codes) {
        Map<String, CatalogueIndicator> found = new HashMap<>();
        if (!codes.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery("select " + COLUMNS
                            + " from catalogue_indicator where source = :source and code in (<codes>)")
                    .bind("source", source)
                    .bindList("codes", List.copyOf(codes))
                    .map((row, context) -> entry(row))
                    .forEach(entry -> found.put(entry.code(), entry)));
        }
        return found;
    }

    /** The titles of all that the source's catalogue has, by code. */
    public Map<String, String> titles(String source) {
        Map<String, String> titles = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select code, title from catalogue_indicator where source = :source")
                .bind("source", source)
                .map((row, context) -> titles.put(row.getString("code"), row.getString("title")))
                .list());
        return titles;
    }

    /** Takes an entry away; within the caller's unit of work. */
    public void remove(String source, String code) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from catalogue_indicator where source = :source and code = :code")
                .bind("source", source)
                .bind("code", code)
                .execute());
    }

    /** How many the source's catalogue has. */
    public int count(String source) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from catalogue_indicator where source = :source")
                .bind("source", source)
                .mapTo(Integer.class)
                .one());
    }

    /** A page of those whose code and title hold the words in any order, by title; null lets everything through. */
    List<CatalogueIndicator> search(@Nullable String text, @Nullable String area, int offset, int limit) {
        return jdbi.withHandle(handle -> bind(
                        handle.createQuery("select " + COLUMNS + found(text)
                                + " order by title collate \"sv-x-icu\", code limit :limit offset :offset"),
                        text,
                        area)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> entry(row))
                .list());
    }

    /** How many {@link #search} finds in all. */
    int count(@Nullable String text, @Nullable String area) {
        return jdbi.withHandle(handle -> bind(handle.createQuery("select count(*)" + found(text)), text, area)
                .mapTo(Integer.class)
                .one());
    }

    /** The areas that there are entries of. */
    List<String> areas() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select distinct area from catalogue_indicator
                         where area is not null order by area collate "sv-x-icu"
                        """)
                .mapTo(String.class)
                .list());
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : Stream.of(text.strip().split("\\s+")).limit(MOST_WORDS).toList();
    }

    private static String found(@Nullable String text) {
        StringBuilder sql = new StringBuilder(" from catalogue_indicator where (:area is null or area = :area)");
        for (int i = 0; i < words(text).size(); i++) {
            sql.append(" and folded like :word").append(i).append(" escape '!'");
        }
        return sql.toString();
    }

    private static Query bind(Query query, @Nullable String text, @Nullable String area) {
        List<String> words = words(text);
        for (int i = 0; i < words.size(); i++) {
            query.bind("word" + i, IndicatorRepository.pattern(words.get(i)));
        }
        return query.bind("area", area);
    }

    /** Adds entries, or replaces those with the same code; within the caller's unit of work. */
    public void save(List<CatalogueIndicator> entries) {
        if (entries.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            try (PreparedBatch batch = handle.prepareBatch("insert into catalogue_indicator (" + COLUMNS
                    + """
                    , folded) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (source, code) do update set title = excluded.title,
                        description = excluded.description, area = excluded.area, perspective = excluded.perspective,
                        by_gender = excluded.by_gender, per_unit = excluded.per_unit, published = excluded.published,
                        folded = excluded.folded
                    """)) {
                for (CatalogueIndicator entry : entries) {
                    batch.bind(0, entry.source())
                            .bind(1, entry.code())
                            .bind(2, entry.title())
                            .bind(3, entry.description())
                            .bind(4, entry.area())
                            .bind(5, entry.perspective())
                            .bind(6, entry.byGender())
                            .bind(7, entry.perUnit())
                            .bind(8, entry.published() == null ? null : entry.published().toString())
                            .bind(9, IndicatorRepository.folded(entry.code() + " " + entry.title()))
                            .add();
                }
                batch.execute();
            }
        });
    }

    private static CatalogueIndicator entry(ResultSet row) throws SQLException {
        String published = row.getString("published");
        return new CatalogueIndicator(
                row.getString("source"),
                row.getString("code"),
                row.getString("title"),
                row.getString("description"),
                row.getString("area"),
                row.getString("perspective"),
                row.getBoolean("by_gender"),
                row.getBoolean("per_unit"),
                published == null ? null : LocalDate.parse(published));
    }
}
