package se.samsyn.core.change;

import java.util.List;
import se.samsyn.core.database.Database;

/** Reads the change log from the beginning to the end, for those who follow what happens. */
public final class ChangeFeed {

    private final Database database;

    public ChangeFeed(Database database) {
        this.database = database;
    }

    /**
     * Where a reader is.
     *
     * @param entityId of the latest that has been read of the change
     * @param version of it
     */
    public record Place(long change, long entityId, int version) {

        /** All of the change has been read. */
        public static Place after(long change) {
            return new Place(change, Long.MAX_VALUE, Integer.MAX_VALUE);
        }

        /** Whether all of the change has been read. */
        public boolean whole() {
            return entityId == Long.MAX_VALUE;
        }
    }

    /** What happened to entities of a kind after a place, oldest first. */
    public List<Change> following(String entity, Place place, int limit) {
        return database.jdbi().withHandle(handle -> ChangeRows.of(handle.createQuery(ChangeRows.SELECT
                        + """
                           where v.entity = :entity and v.change_id >= :change
                             and (v.change_id, v.entity_id, v.version) > (:change, :id, :version)
                           order by v.change_id, v.entity_id, v.version limit :limit
                          """)
                .bind("entity", entity)
                .bind("change", place.change())
                .bind("id", place.entityId())
                .bind("version", place.version())
                .bind("limit", limit)));
    }
}
