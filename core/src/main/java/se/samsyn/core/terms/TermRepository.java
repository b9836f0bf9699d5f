package se.samsyn.core.terms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.web.OwnTexts;
import se.samsyn.core.web.StaleVersion;

/** What the municipality has decided of texts. */
public final class TermRepository implements OwnTexts.Store {

    private static final String SELECT = "select id, source, language, name, text, version from term ";

    private final Jdbi jdbi;

    public TermRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public long latestChange() {
        return jdbi.withHandle(handle -> handle.createQuery("select coalesce(max(change_id), 0) from term")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public Map<String, Map<Locale, Map<String, String>>> all() {
        Map<String, Map<Locale, Map<String, String>>> all = new HashMap<>();
        for (Term term : own()) {
            Term.Key key = term.key();
            all.computeIfAbsent(key.source(), s -> new HashMap<>())
                    .computeIfAbsent(key.locale(), l -> new HashMap<>())
                    .put(key.name(), term.text());
        }
        return all;
    }

    /** Those that are not the standard texts. */
    List<Term> own() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "where text is not null")
                .map((row, context) -> term(row))
                .list());
    }

    /** Everything that was ever decided of the texts of one source. */
    List<Term> of(String source) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "where source = :source")
                .bind("source", source)
                .map((row, context) -> term(row))
                .list());
    }

    Optional<Term> find(Term.Key key) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        SELECT + "where source = :source and language = :language and name = :name")
                .bindMethods(key)
                .map((row, context) -> term(row))
                .findOne());
    }

    /**
     * Keeps a new version; within a unit of work.
     *
     * @param change the number of the change that makes it
     * @return its id
     * @throws StaleVersion when there is another version than the one before this
     */
    long save(Term term, long change) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        insert into term (source, language, name, text, version, change_id)
                        values (:source, :language, :name, :text, :version, :change)
                        on conflict (source, language, name) do update
                           set text = excluded.text, version = excluded.version, change_id = excluded.change_id
                         where term.version = excluded.version - 1
                        returning id
                        """)
                .bindMethods(term.key())
                .bind("text", term.text())
                .bind("version", term.version())
                .bind("change", change)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new StaleVersion(TermService.ENTITY, term.id(), term.version() - 1)));
    }

    private static Term term(ResultSet row) throws SQLException {
        String text = row.getString("text");
        return new Term(
                row.getLong("id"),
                new Term.Key(row.getString("source"), row.getString("language"), row.getString("name")),
                text,
                text != null,
                row.getInt("version"));
    }
}
