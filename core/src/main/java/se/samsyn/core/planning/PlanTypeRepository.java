package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.planning.PlanType.Calendar;
import se.samsyn.core.planning.PlanType.Level;
import se.samsyn.core.web.StaleVersion;

/** Governance models in the database. */
final class PlanTypeRepository {

    private final Jdbi jdbi;

    PlanTypeRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<PlanType> all() {
        return jdbi.withHandle(handle -> {
            Map<Long, List<Level>> levels = levels(handle);
            return handle.createQuery("select id, name, calendar, version from plan_type order by id")
                    .map((row, context) -> new PlanType(
                            row.getLong("id"),
                            row.getString("name"),
                            Calendar.valueOf(row.getString("calendar")),
                            levels.getOrDefault(row.getLong("id"), List.of()),
                            row.getInt("version")))
                    .list();
        });
    }

    Optional<PlanType> find(long id) {
        return all().stream().filter(type -> type.id() == id).findFirst();
    }

    PlanType insert(String name, Calendar calendar, List<String> levels) {
        return jdbi.withHandle(handle -> {
            long id = handle.createQuery(
                            "insert into plan_type (name, calendar, version) values (:name, :calendar, 1) returning id")
                    .bind("name", name)
                    .bind("calendar", calendar.name())
                    .mapTo(Long.class)
                    .one();
            List<Level> saved = new ArrayList<>();
            for (String level : levels) {
                saved.add(insertLevel(handle, id, saved.size() + 1, level));
            }
            return new PlanType(id, name, calendar, saved, 1);
        });
    }

    /** Saves name and levels; a level with the id 0 is new. */
    PlanType update(PlanType type, int expectedVersion) {
        return jdbi.withHandle(handle -> {
            int updated = handle.createUpdate(
                            "update plan_type set name = :name, version = version + 1 where id = :id and version = :version")
                    .bind("name", type.name())
                    .bind("id", type.id())
                    .bind("version", expectedVersion)
                    .execute();
            if (updated == 0) {
                throw new StaleVersion("plan_type", type.id(), expectedVersion);
            }
            List<Level> saved = new ArrayList<>();
            for (Level level : type.levels()) {
                saved.add(saveLevel(handle, type.id(), saved.size() + 1, level));
            }
            List<Long> kept = saved.stream().map(Level::id).toList();
            handle.createUpdate("delete from plan_level where plan_type_id = :type and id not in (<kept>)")
                    .bind("type", type.id())
                    .bindList("kept", kept)
                    .execute();
            return new PlanType(type.id(), type.name(), type.calendar(), saved, expectedVersion + 1);
        });
    }

    /** The ids of the levels that goals stand on. */
    List<Long> levelsInUse(long typeId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select l.id from plan_level l
                         where l.plan_type_id = :type and exists (select 1 from goal g where g.level_id = l.id)
                        """)
                .bind("type", typeId)
                .mapTo(Long.class)
                .list());
    }

    private static Level saveLevel(Handle handle, long typeId, int position, Level level) {
        if (level.id() == 0) {
            return insertLevel(handle, typeId, position, level.name());
        }
        handle.createUpdate("update plan_level set position = :position, name = :name where id = :id and plan_type_id = :type")
                .bind("position", position)
                .bind("name", level.name())
                .bind("id", level.id())
                .bind("type", typeId)
                .execute();
        return new Level(level.id(), position, level.name());
    }

    private static Level insertLevel(Handle handle, long typeId, int position, String name) {
        long id = handle.createQuery(
                        "insert into plan_level (plan_type_id, position, name) values (:type, :position, :name) returning id")
                .bind("type", typeId)
                .bind("position", position)
                .bind("name", name)
                .mapTo(Long.class)
                .one();
        return new Level(id, position, name);
    }

    private static Map<Long, List<Level>> levels(Handle handle) {
        Map<Long, List<Level>> levels = new HashMap<>();
        handle.createQuery("select id, plan_type_id, position, name from plan_level order by plan_type_id, position")
                .map((row, context) -> levels.computeIfAbsent(row.getLong("plan_type_id"), type -> new ArrayList<>())
                        .add(new Level(row.getLong("id"), row.getInt("position"), row.getString("name"))))
                .list();
        return levels;
    }
}
