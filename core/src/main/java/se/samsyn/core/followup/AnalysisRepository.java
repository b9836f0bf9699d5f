package se.samsyn.core.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Times;
import se.samsyn.core.planning.Cause;
import se.samsyn.core.web.StaleVersion;

/** Analyses with their causes in the database: in three statements, whatever their number. */
final class AnalysisRepository {

    private static final String SELECT =
            """
            select a.id, a.follow_up_id, a.goal_id, a.result, a.conclusion, a.author_id, a.written_at, a.version
              from analysis a
            """;

    private final Jdbi jdbi;

    AnalysisRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Analysis> find(long id) {
        return jdbi.withHandle(handle -> analyses(
                        handle, handle.createQuery(SELECT + " where a.id = :id").bind("id", id))
                .stream()
                .findFirst());
    }

    /** The one of the goal in the follow-up, or without a goal of the unit. */
    Optional<Analysis> find(long followUpId, @Nullable Long goalId) {
        String which = goalId == null ? "a.goal_id is null" : "a.goal_id = :goal";
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(SELECT + " where a.follow_up_id = :followUp and " + which)
                    .bind("followUp", followUpId);
            return analyses(handle, goalId == null ? query : query.bind("goal", goalId)).stream().findFirst();
        });
    }

    /** Those of these follow-ups. */
    List<Analysis> ofFollowUps(Collection<Long> followUpIds) {
        return followUpIds.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> analyses(
                        handle,
                        handle.createQuery(SELECT + " where a.follow_up_id in (<followUps>) order by a.id")
                                .bindList("followUps", List.copyOf(followUpIds))));
    }

    /** Those of these goals alone, in any follow-up. */
    List<Analysis> ofGoals(Collection<Long> goalIds) {
        return goalIds.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> analyses(
                        handle,
                        handle.createQuery(SELECT + " where a.goal_id in (<goals>) order by a.id")
                                .bindList("goals", List.copyOf(goalIds))));
    }

    /**
     * Analyses after the one with the id, in the order of the ids.
     *
     * @param readable where handed-in ones may be read
     * @param editable where those not handed in may be read too
     */
    List<Analysis> page(
            AssessmentFilter filter, Collection<Long> readable, Collection<Long> editable, long after, int limit) {
        if (readable.isEmpty()) {
            return List.of();
        }
        StringBuilder sql = new StringBuilder(SELECT);
        sql.append(" join follow_up f on f.id = a.follow_up_id join cycle c on c.id = f.cycle_id");
        sql.append(" where a.id > :after and (f.unit_id in (<readable>) and f.state = 'MARKED_COMPLETE'");
        sql.append(editable.isEmpty() ? ")" : " or f.unit_id in (<editable>))");
        sql.append(filter.goalId() == null ? "" : " and a.goal_id = :goal");
        sql.append(filter.unitId() == null ? "" : " and f.unit_id = :unit");
        sql.append(filter.followUpId() == null ? "" : " and a.follow_up_id = :followUp");
        sql.append(filter.period() == null ? "" : " and c.period = :period");
        sql.append(" order by a.id limit :limit");
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(sql)
                    .bindList("readable", List.copyOf(readable))
                    .bind("after", after)
                    .bind("limit", limit)
                    .bind("goal", filter.goalId())
                    .bind("unit", filter.unitId())
                    .bind("followUp", filter.followUpId())
                    .bind("period", filter.period() == null ? null : filter.period().text());
            if (!editable.isEmpty()) {
                query.bindList("editable", List.copyOf(editable));
            }
            return analyses(handle, query);
        });
    }

    /**
     * Saves it as its next version, its causes with it.
     *
     * @return it as it is saved, with the ids of its causes
     */
    Analysis save(Analysis analysis) {
        return jdbi.withHandle(handle -> {
            long id = analysis.version() == 0 ? insert(handle, analysis) : update(handle, analysis);
            handle.execute("delete from analysis_points_at where analysis_id = ?", id);
            analysis.goalIds().forEach(goal ->
                    handle.execute("insert into analysis_points_at (analysis_id, goal_id) values (?, ?)", id, goal));
            saveCauses(handle, id, analysis.causes());
            return analyses(handle, handle.createQuery(SELECT + " where a.id = :id").bind("id", id)).get(0);
        });
    }

    private static long insert(Handle handle, Analysis analysis) {
        return handle.createQuery(
                        """
                        insert into analysis (follow_up_id, goal_id, result, conclusion, author_id, written_at, version)
                        values (:followUp, :goal, :result, :conclusion, :author, :at, 1)
                        on conflict do nothing returning id
                        """)
                .bind("followUp", analysis.followUpId())
                .bind("goal", analysis.goalId())
                .bind("result", analysis.result())
                .bind("conclusion", analysis.conclusion())
                .bind("author", analysis.authorId())
                .bind("at", text(analysis.writtenAt()))
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new StaleVersion("analysis", analysis.id(), 0));
    }

    private static long update(Handle handle, Analysis analysis) {
        return handle.createQuery(
                        """
                        update analysis set result = :result, conclusion = :conclusion, author_id = :author,
                               written_at = :at, version = version + 1
                         where id = :id and version = :version
                        returning id
                        """)
                .bind("result", analysis.result())
                .bind("conclusion", analysis.conclusion())
                .bind("author", analysis.authorId())
                .bind("at", text(analysis.writtenAt()))
                .bind("id", analysis.id())
                .bind("version", analysis.version())
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new StaleVersion("analysis", analysis.id(), analysis.version()));
    }

    /** Causes that are not among them are taken away; activities may have pointed at them, so that the rows stay. */
    private static void saveCauses(Handle handle, long analysisId, List<Cause> causes) {
        Set<Long> kept = new HashSet<>();
        for (int position = 0; position < causes.size(); position++) {
            kept.add(saveCause(handle, analysisId, position, causes.get(position)));
        }
        for (long id : handle.createQuery("select id from cause where analysis_id = :analysis and removed = false")
                .bind("analysis", analysisId)
                .mapTo(Long.class)
                .list()) {
            if (!kept.contains(id)) {
                handle.execute("update cause set removed = true where id = ?", id);
            }
        }
    }

    private static long saveCause(Handle handle, long analysisId, int position, Cause cause) {
        String sql = cause.id() == 0
                ? """
                  insert into cause (analysis_id, position, text, evidence_for, evidence_against, verdict, removed)
                  values (:analysis, :position, :text, :for, :against, :verdict, false) returning id
                  """
                : """
                  update cause set position = :position, text = :text, evidence_for = :for, evidence_against = :against,
                         verdict = :verdict
                   where id = :id and analysis_id = :analysis returning id
                  """;
        return handle.createQuery(sql)
                .bind("id", cause.id())
                .bind("analysis", analysisId)
                .bind("position", position)
                .bind("text", cause.text())
                .bind("for", cause.evidenceFor())
                .bind("against", cause.evidenceAgainst())
                .bind("verdict", cause.verdict() == null ? null : cause.verdict().name())
                .mapTo(Long.class)
                .one();
    }

    /** The titles of activities that are to do something about these causes, with what each cause says. */
    Map<String, String> pointingAt(Collection<Long> causeIds) {
        Map<String, String> pointing = new LinkedHashMap<>();
        if (!causeIds.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            """
                            select a.title, k.text from activity a join cause k on k.id = a.cause_id
                             where k.id in (<causes>) and a.removed = false order by a.id
                            """)
                    .bindList("causes", List.copyOf(causeIds))
                    .map((row, context) -> pointing.put(row.getString("title"), row.getString("text")))
                    .list());
        }
        return pointing;
    }

    private static List<Analysis> analyses(Handle handle, Query query) {
        List<Analysis> bare = query.map((row, context) -> bare(row)).list();
        if (bare.isEmpty()) {
            return bare;
        }
        List<Long> ids = bare.stream().map(Analysis::id).toList();
        Map<Long, List<Cause>> causes = new HashMap<>();
        handle.createQuery(
                        """
                        select id, analysis_id, text, evidence_for, evidence_against, verdict from cause
                         where analysis_id in (<ids>) and removed = false order by analysis_id, position, id
                        """)
                .bindList("ids", ids)
                .map((row, context) -> causes.computeIfAbsent(row.getLong("analysis_id"), id -> new ArrayList<>())
                        .add(cause(row)))
                .list();
        Map<Long, List<Long>> goals = new HashMap<>();
        handle.createQuery(
                        """
                        select analysis_id, goal_id from analysis_points_at
                         where analysis_id in (<ids>) order by analysis_id, goal_id
                        """)
                .bindList("ids", ids)
                .map((row, context) -> goals.computeIfAbsent(row.getLong("analysis_id"), id -> new ArrayList<>())
                        .add(row.getLong("goal_id")))
                .list();
        return bare.stream()
                .map(one -> new Analysis(
                        one.id(),
                        one.followUpId(),
                        one.goalId(),
                        goals.getOrDefault(one.id(), List.of()),
                        one.result(),
                        causes.getOrDefault(one.id(), List.of()),
                        one.conclusion(),
                        one.authorId(),
                        one.writtenAt(),
                        one.version()))
                .toList();
    }

    private static Analysis bare(ResultSet row) throws SQLException {
        return new Analysis(
                row.getLong("id"),
                row.getLong("follow_up_id"),
                Columns.longOrNull(row, "goal_id"),
                List.of(),
                row.getString("result"),
                List.of(),
                row.getString("conclusion"),
                Columns.longOrNull(row, "author_id"),
                Columns.instantOrNull(row, "written_at"),
                row.getInt("version"));
    }

    static Cause cause(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        return new Cause(
                row.getLong("id"),
                row.getString("text"),
                row.getString("evidence_for"),
                row.getString("evidence_against"),
                verdict == null ? null : Cause.Verdict.valueOf(verdict));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : Times.text(instant);
    }
}
