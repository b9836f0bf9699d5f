package se.samsyn.core.fetch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Bulk;
import se.samsyn.core.database.Json;
import se.samsyn.core.database.Times;
import se.samsyn.core.fetch.FetchRun.State;
import se.samsyn.core.imports.ImportService.Said;
import se.samsyn.core.imports.Verdict.Difference;
import tools.jackson.core.type.TypeReference;

/** What has been fetched and how it went, in the database. */
final class FetchRepository {

    private static final int BATCH = 500;
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};
    private static final TypeReference<List<Said>> REASONS = new TypeReference<>() {};

    private final Jdbi jdbi;

    FetchRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    FetchSchedule schedule(Source source) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select nightly, version from fetch_source where source = :source")
                .bind("source", source.code())
                .map((row, context) -> new FetchSchedule(source, row.getBoolean("nightly"), row.getInt("version")))
                .findOne()
                .orElse(new FetchSchedule(source, false, 0)));
    }

    void save(FetchSchedule schedule) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        insert into fetch_source (source, nightly, version) values (:source, :nightly, :version)
                        on conflict (source) do update set nightly = excluded.nightly, version = excluded.version
                        """)
                .bind("source", schedule.source().code())
                .bind("nightly", schedule.nightly())
                .bind("version", schedule.version())
                .execute());
    }

    long insert(Source source, State state, @Nullable Long personId, boolean confirmed, Instant asked) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        insert into fetch_run (source, state, person_id, confirmed, asked, requests, created, changed,
                            withdrawn, unchanged, skipped, rejected, reasons)
                        values (:source, :state, :person, :confirmed, :asked, 0, 0, 0, 0, 0, 0, 0, '[]') returning id
                        """)
                .bind("source", source.code())
                .bind("state", state.name())
                .bind("person", personId)
                .bind("confirmed", confirmed)
                .bind("asked", Times.text(asked))
                .mapTo(Long.class)
                .one());
    }

    void update(FetchRun run) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        update fetch_run set state = :state, ended = :ended, requests = :requests, created = :created,
                               changed = :changed, withdrawn = :withdrawn, unchanged = :unchanged, skipped = :skipped,
                               rejected = :rejected, reasons = :reasons
                         where id = :id
                        """)
                .bind("id", run.id())
                .bind("state", run.state().name())
                .bind("ended", run.ended() == null ? null : Times.text(run.ended()))
                .bind("requests", run.requests())
                .bind("created", run.counts().created())
                .bind("changed", run.counts().changed())
                .bind("withdrawn", run.counts().withdrawn())
                .bind("unchanged", run.counts().unchanged())
                .bind("skipped", run.counts().skipped())
                .bind("rejected", run.counts().rejected())
                .bind("reasons", Json.write(run.reasons()))
                .execute());
    }

    Optional<FetchRun> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from fetch_run where id = :id")
                .bind("id", id)
                .map((row, context) -> run(row))
                .findOne());
    }

    /** The run of the source that waits or goes on. */
    Optional<FetchRun> open(Source source) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from fetch_run where source = :source and state in ('WAITING', 'RUNNING')")
                .bind("source", source.code())
                .map((row, context) -> run(row))
                .findOne());
    }

    /** The latest runs, newest first. */
    List<FetchRun> latest(Source source, int offset, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from fetch_run where source = :source order by id desc limit :limit offset :offset")
                .bind("source", source.code())
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> run(row))
                .list());
    }

    int count(Source source) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from fetch_run where source = :source")
                .bind("source", source.code())
                .mapTo(Integer.class)
                .one());
    }

    /** Those after an id, in the order of ids. */
    List<FetchRun> after(@Nullable Source source, long id, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select * from fetch_run where id > :after and (:source is null or source = :source)
                         order by id limit :limit
                        """)
                .bind("after", id)
                .bind("source", source == null ? null : source.code())
                .bind("limit", limit)
                .map((row, context) -> run(row))
                .list());
    }

    void insertRows(long run, List<FetchRow> rows) {
        jdbi.useHandle(handle -> {
            for (int from = 0; from < rows.size(); from += BATCH) {
                List<@Nullable Object[]> part = new ArrayList<>(BATCH);
                rows.subList(from, Math.min(rows.size(), from + BATCH)).forEach(row -> part.add(new @Nullable Object[] {
                    run,
                    row.number(),
                    row.state().name(),
                    row.what(),
                    row.reason(),
                    Json.write(row.arguments()),
                    Json.write(row.changes())
                }));
                Bulk.execute(
                        handle,
                        """
                        insert into fetch_row (run_id, number, state, what, reason, arguments, changes)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """,
                        part);
            }
        });
    }

    /** Some of a run's rows; null for those of every state. */
    List<FetchRow> rows(long run, FetchRow.@Nullable State state, int after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select * from fetch_row
                         where run_id = :run and number > :after and (:state is null or state = :state)
                         order by number limit :limit
                        """)
                .bind("run", run)
                .bind("after", after)
                .bind("state", state == null ? null : state.name())
                .bind("limit", limit)
                .map((row, context) -> new FetchRow(
                        row.getInt("number"),
                        FetchRow.State.valueOf(row.getString("state")),
                        row.getString("what"),
                        row.getString("reason"),
                        Json.mapper().readValue(row.getString("arguments"), TEXTS),
                        Json.mapper().readValue(row.getString("changes"), DIFFERENCES)))
                .list());
    }

    /**
     * What there is here to fetch figures of.
     *
     * @param indicators of the source that are in use
     * @param schools that the source's own codes of are known
     */
    record Scope(int indicators, int schools) {}

    Scope scope(Source source) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select (select count(*) from indicator where source = :source and retired_on is null) as indicators,
                               (select count(*) from unit_identifier k join unit u on u.id = k.unit_id
                                 where k.scheme = :scheme and u.kind = 'COMPULSORY_SCHOOL') as schools
                        """)
                .bind("source", source.code())
                .bind("scheme", source.scheme())
                .map((row, context) -> new Scope(row.getInt("indicators"), row.getInt("schools")))
                .one());
    }

    /** How many rows of each state are kept of a run. */
    Map<FetchRow.State, Integer> countRows(long run) {
        Map<FetchRow.State, Integer> counts = new EnumMap<>(FetchRow.State.class);
        jdbi.useHandle(handle -> handle.createQuery("select state, count(*) from fetch_row where run_id = :run group by state")
                .bind("run", run)
                .map((row, context) -> counts.put(FetchRow.State.valueOf(row.getString(1)), row.getInt(2)))
                .list());
        return counts;
    }

    /** Forgets all but the latest runs of a source, but for those that are open. */
    void forgetOld(Source source, int kept) {
        String old =
                """
                select id from fetch_run where source = :source and ended is not null and id not in (
                       select id from fetch_run where source = :source order by id desc limit :kept)
                """;
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from fetch_row where run_id in (" + old + ")")
                    .bind("source", source.code())
                    .bind("kept", kept)
                    .execute();
            handle.createUpdate("delete from fetch_run where id in (" + old + ")")
                    .bind("source", source.code())
                    .bind("kept", kept)
                    .execute();
        });
    }

    private static FetchRun run(ResultSet row) throws SQLException {
        long person = row.getLong("person_id");
        Long personId = row.wasNull() ? null : person;
        String ended = row.getString("ended");
        return new FetchRun(
                row.getLong("id"),
                Source.of(row.getString("source")).orElseThrow(),
                State.valueOf(row.getString("state")),
                personId,
                row.getBoolean("confirmed"),
                Instant.parse(row.getString("asked")),
                ended == null ? null : Instant.parse(ended),
                row.getInt("requests"),
                new FetchRun.Counts(
                        row.getLong("created"),
                        row.getLong("changed"),
                        row.getLong("withdrawn"),
                        row.getLong("unchanged"),
                        row.getLong("skipped"),
                        row.getLong("rejected")),
                Json.mapper().readValue(row.getString("reasons"), REASONS));
    }
}
