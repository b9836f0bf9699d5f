package se.samsyn.api;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * A plugin's own tables. Core's data is reached by the services, never by SQL. Safe for use from many threads; a handle
 * is for the call and its thread alone.
 *
 * <pre>{@code
 * return database.read(handle -> handle.createQuery(
 *                 SELECT + " from p_school_quality_round r where r.unit_id = :unit order by r.id desc")
 *         .bind("unit", unitId)
 *         .map(ROUND)
 *         .list());
 * …
 * return database.write(handle -> {
 *     …
 *     id.ifPresent(made -> trail.record(handle, personId, ENTITY, made, "state", null, "OPEN"));
 *     return id;
 * });
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(samsyn.rows("select * from p_school_quality_joint where statement = 'stod'")).as("nothing half saved").isEmpty();
 * }</pre>
 *
 * @since 0.9.0
 */
public interface PluginDatabase {

    /**
     * Reads. Within {@link #write} the reading sees what was written so far; else it runs on a read-only connection.
     *
     * @param work the queries; what it returns is returned
     */
    <T> T read(Function<Handle, T> work);

    /**
     * Writes in one transaction, the same as that of the core services called within it. When {@code work} throws,
     * nothing is saved and the exception goes on to the caller. Acknowledged writes survive a crash.
     *
     * <p>There is one writer at a time: do slow things (files, network) before or after, not within. Work that has gone on
     * for ten seconds is interrupted, and what goes on all the same is undone a little later, so that others may write.
     *
     * @param work the statements; what it returns is returned
     * @throws RuntimeException when nothing was saved, since the work took too long or the database could not save it; let
     *     it through
     */
    <T> T write(Function<Handle, T> work);
}
