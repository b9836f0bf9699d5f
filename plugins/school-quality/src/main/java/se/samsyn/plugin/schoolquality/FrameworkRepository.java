package se.samsyn.plugin.schoolquality;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import se.samsyn.api.JsonFormat;
import se.samsyn.api.PluginDatabase;

/** Frameworks in the plugin's tables. */
final class FrameworkRepository {

    static final String ENTITY = "framework";

    private static final String SELECT =
            "select id, content, example, retired, version from p_school_quality_framework";

    private final PluginDatabase database;
    private final JsonFormat json;
    private final ChangeTrail trail;

    FrameworkRepository(PluginDatabase database, JsonFormat json, ChangeTrail trail) {
        this.database = database;
        this.json = json;
        this.trail = trail;
    }

    private RowMapper<Framework> mapper() {
        return (row, context) -> new Framework(
                row.getLong("id"),
                json.read(row.getString("content"), Framework.Content.class),
                row.getBoolean("example"),
                row.getBoolean("retired"),
                row.getInt("version"));
    }

    Optional<Framework> find(long id) {
        return database.read(handle -> handle.createQuery(SELECT + " where id = :id")
                .bind("id", id)
                .map(mapper())
                .findOne());
    }

    /** All of them, the newest edition first. */
    List<Framework> all() {
        return database.read(
                handle -> handle.createQuery(SELECT + " order by title, id desc").map(mapper()).list());
    }

    Map<Long, Framework> byId() {
        return all().stream().collect(Collectors.toMap(Framework::id, Function.identity()));
    }

    /** Adds a framework; an earlier edition with the same code is retired. */
    Framework add(Framework.Content content, boolean example, String personId) {
        return database.write(handle -> {
            for (long earlier : editions(handle, content.code())) {
                retire(handle, earlier, personId);
            }
            long id = handle.createQuery(
                            """
                            insert into p_school_quality_framework (code, title, content, example, retired, version)
                            values (:code, :title, :content, :example, :retired, 1) returning id
                            """)
                    .bind("code", content.code())
                    .bind("title", content.title())
                    .bind("content", json.write(content))
                    .bind("example", example)
                    .bind("retired", false)
                    .mapTo(Long.class)
                    .one();
            trail.record(handle, personId, ENTITY, id, "title", null, content.title());
            return new Framework(id, content, example, false, 1);
        });
    }

    private static List<Long> editions(Handle handle, String code) {
        return handle.createQuery("select id from p_school_quality_framework where code = :code and retired = false")
                .bind("code", code)
                .mapTo(Long.class)
                .list();
    }

    /** Lets no more rounds be begun on it. */
    void retire(long id, String personId) {
        database.write(handle -> {
            retire(handle, id, personId);
            return id;
        });
    }

    private void retire(Handle handle, long id, String personId) {
        int changed = handle.createUpdate(
                        "update p_school_quality_framework set retired = true, version = version + 1 where id = :id and retired = false")
                .bind("id", id)
                .execute();
        if (changed > 0) {
            trail.record(handle, personId, ENTITY, id, "retired", "false", "true");
        }
    }

    /** Whether there is an edition of it, retired or not. */
    boolean knows(String code) {
        return database.read(handle -> handle.createQuery(
                        "select count(*) from p_school_quality_framework where code = :code")
                .bind("code", code)
                .mapTo(Integer.class)
                .one()) > 0;
    }
}
