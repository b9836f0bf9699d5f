package se.samsyn.plugin.schoolquality;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.PluginDatabase;

/** What the unit decided together on each statement. */
final class JointRepository {

    static final Joint NOTHING = new Joint(null, "", "", 0);

    private final PluginDatabase database;
    private final ChangeTrail trail;

    JointRepository(PluginDatabase database, ChangeTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    /** @param level null until it is decided */
    record Joint(@Nullable Integer level, String comment, String evidence, int version) {

        boolean says(Joint other) {
            return Objects.equals(level, other.level)
                    && comment.equals(other.comment)
                    && evidence.equals(other.evidence);
        }
    }

    Map<String, Joint> of(long roundId) {
        return of(List.of(roundId)).getOrDefault(roundId, Map.of());
    }

    /** By round and statement. */
    Map<Long, Map<String, Joint>> of(Collection<Long> roundIds) {
        return roundIds.isEmpty() ? Map.of() : database.read(handle -> of(handle, roundIds));
    }

    private static Map<Long, Map<String, Joint>> of(Handle handle, Collection<Long> roundIds) {
        Map<Long, Map<String, Joint>> all = new HashMap<>();
        handle.createQuery(
                        """
                        select round_id, statement, level, comment, evidence, version
                          from p_school_quality_joint where round_id in (<rounds>)
                        """)
                .bindList("rounds", List.copyOf(roundIds))
                .map((row, context) -> {
                    int level = row.getInt("level");
                    Joint joint = new Joint(
                            row.wasNull() ? null : level,
                            row.getString("comment"),
                            row.getString("evidence"),
                            row.getInt("version"));
                    return all.computeIfAbsent(row.getLong("round_id"), r -> new HashMap<>())
                            .put(row.getString("statement"), joint);
                })
                .list();
        return all;
    }

    /** What became of a saving: nothing was saved unless it is SAVED. */
    enum Outcome {
        SAVED,
        /** Someone else changed a statement first. */
        STALE,
        /** The round is not in its joint step. */
        CLOSED
    }

    /**
     * Saves the statements that were changed, all of them or none.
     *
     * @param sent by statement, each with the version that the person saw
     * @return and the statements that someone else changed first
     */
    Saved save(long roundId, Map<String, Joint> sent, String personId) {
        return database.write(handle -> {
            boolean joint = handle.createQuery("select state from p_school_quality_round where id = :round")
                    .bind("round", roundId)
                    .mapTo(String.class)
                    .findOne()
                    .filter(Round.State.JOINT.name()::equals)
                    .isPresent();
            if (!joint) {
                return new Saved(Outcome.CLOSED, List.of());
            }
            Map<String, Joint> now = of(handle, List.of(roundId)).getOrDefault(roundId, Map.of());
            List<String> stale = new ArrayList<>();
            Map<String, Joint> changed = new HashMap<>();
            sent.forEach((statement, wanted) -> {
                Joint current = now.getOrDefault(statement, NOTHING);
                if (!wanted.says(current)) {
                    changed.put(statement, wanted);
                    if (wanted.version() != current.version()) {
                        stale.add(statement);
                    }
                }
            });
            if (!stale.isEmpty()) {
                return new Saved(Outcome.STALE, stale);
            }
            changed.forEach((statement, wanted) ->
                    write(handle, roundId, statement, now.getOrDefault(statement, NOTHING), wanted, personId));
            return new Saved(Outcome.SAVED, List.of());
        });
    }

    /** How a saving went. */
    record Saved(Outcome outcome, List<String> stale) {}

    private void write(Handle handle, long roundId, String statement, Joint before, Joint after, String personId) {
        handle.createUpdate(
                        """
                        insert into p_school_quality_joint (round_id, statement, level, comment, evidence, version)
                        values (:round, :statement, :level, :comment, :evidence, 1)
                        on conflict (round_id, statement) do update
                           set level = excluded.level, comment = excluded.comment, evidence = excluded.evidence,
                               version = p_school_quality_joint.version + 1
                        """)
                .bind("round", roundId)
                .bind("statement", statement)
                .bind("level", after.level())
                .bind("comment", after.comment())
                .bind("evidence", after.evidence())
                .execute();
        String entity = RoundRepository.ENTITY;
        trail.record(handle, personId, entity, roundId, "level:" + statement, before.level(), after.level());
        trail.record(handle, personId, entity, roundId, "comment:" + statement, text(before.comment()), text(after.comment()));
        trail.record(handle, personId, entity, roundId, "evidence:" + statement, text(before.evidence()), text(after.evidence()));
    }

    private static @Nullable String text(String value) {
        return value.isEmpty() ? null : value;
    }
}
