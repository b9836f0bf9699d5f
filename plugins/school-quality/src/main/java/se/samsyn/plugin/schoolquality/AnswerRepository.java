package se.samsyn.plugin.schoolquality;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.PluginDatabase;

/** Who takes part in a round, and what each answered. */
final class AnswerRepository {

    private final PluginDatabase database;
    private final ChangeTrail trail;

    AnswerRepository(PluginDatabase database, ChangeTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    /** @param handedInAt null until the person says that they are done */
    record Participant(String personId, Instant begunAt, @Nullable Instant handedInAt, int version) {}

    /** One person's answers: the level of each statement that they have taken a stand on. */
    Map<String, Integer> of(long roundId, String personId) {
        return database.read(handle -> answers(handle, roundId, personId));
    }

    private static Map<String, Integer> answers(Handle handle, long roundId, String personId) {
        Map<String, Integer> answers = new HashMap<>();
        handle.createQuery(
                        "select statement, level from p_school_quality_answer where round_id = :round and person_id = :person")
                .bind("round", roundId)
                .bind("person", personId)
                .map((row, context) -> answers.put(row.getString("statement"), row.getInt("level")))
                .list();
        return answers;
    }

    Optional<Participant> participant(long roundId, String personId) {
        return participants(roundId).stream()
                .filter(p -> p.personId().equals(personId))
                .findFirst();
    }

    /** Those who have begun, in the order that they did. */
    List<Participant> participants(long roundId) {
        return database.read(handle -> handle.createQuery(
                        """
                        select person_id, begun_at, handed_in_at, version from p_school_quality_participant
                         where round_id = :round order by begun_at, person_id
                        """)
                .bind("round", roundId)
                .map((row, context) -> {
                    String handedIn = row.getString("handed_in_at");
                    return new Participant(
                            row.getString("person_id"),
                            Instant.parse(row.getString("begun_at")),
                            handedIn == null ? null : Instant.parse(handedIn),
                            row.getInt("version"));
                })
                .list());
    }

    /**
     * Saves what a person answered, as long as the round is open.
     *
     * @param answers the level of each statement; null takes an answer back
     * @return whether it was saved; false when the round is no longer open
     */
    boolean save(long roundId, String personId, Map<String, @Nullable Integer> answers, boolean handIn) {
        return database.write(handle -> {
            boolean open = handle.createQuery("select state from p_school_quality_round where id = :round")
                    .bind("round", roundId)
                    .mapTo(String.class)
                    .findOne()
                    .filter(Round.State.OPEN.name()::equals)
                    .isPresent();
            if (!open) {
                return false;
            }
            Map<String, Integer> before = answers(handle, roundId, personId);
            answers.forEach((statement, level) -> {
                if (!Objects.equals(before.get(statement), level)) {
                    write(handle, roundId, personId, statement, level);
                    trail.record(handle, personId, "answer", roundId, statement, before.get(statement), level);
                }
            });
            takePart(handle, roundId, personId, handIn);
            return true;
        });
    }

    private static void write(
            Handle handle, long roundId, String personId, String statement, @Nullable Integer level) {
        if (level == null) {
            handle.createUpdate(
                            """
                            delete from p_school_quality_answer
                             where round_id = :round and person_id = :person and statement = :statement
                            """)
                    .bind("round", roundId)
                    .bind("person", personId)
                    .bind("statement", statement)
                    .execute();
            return;
        }
        handle.createUpdate(
                        """
                        insert into p_school_quality_answer (round_id, person_id, statement, level)
                        values (:round, :person, :statement, :level)
                        on conflict (round_id, person_id, statement) do update set level = excluded.level
                        """)
                .bind("round", roundId)
                .bind("person", personId)
                .bind("statement", statement)
                .bind("level", level)
                .execute();
    }

    private void takePart(Handle handle, long roundId, String personId, boolean handIn) {
        String now = trail.now();
        handle.createUpdate(
                        """
                        insert into p_school_quality_participant (round_id, person_id, begun_at, handed_in_at, version)
                        values (:round, :person, :now, :done, 1)
                        on conflict (round_id, person_id) do update
                           set handed_in_at = coalesce(excluded.handed_in_at, p_school_quality_participant.handed_in_at),
                               version = p_school_quality_participant.version + 1
                        """)
                .bind("round", roundId)
                .bind("person", personId)
                .bind("now", now)
                .bind("done", handIn ? now : null)
                .execute();
        if (handIn) {
            trail.record(handle, personId, RoundRepository.ENTITY, roundId, "participation", null, personId);
        }
    }

    /**
     * How many handed-in answers each level of each statement has.
     *
     * @param least statements that fewer have answered are left out, since the spread would tell who answered what
     */
    Map<String, int[]> spread(long roundId, int least) {
        Map<String, int[]> spread = new HashMap<>();
        database.read(handle -> handle.createQuery(
                        """
                        select a.statement, a.level, count(*) as people
                          from p_school_quality_answer a
                          join p_school_quality_participant p
                            on p.round_id = a.round_id and p.person_id = a.person_id and p.handed_in_at is not null
                         where a.round_id = :round group by a.statement, a.level
                        """)
                .bind("round", roundId)
                .map((row, context) -> {
                    int[] levels = spread.computeIfAbsent(row.getString("statement"), s -> new int[Framework.LEVELS]);
                    levels[row.getInt("level") - 1] = row.getInt("people");
                    return levels;
                })
                .list());
        spread.values().removeIf(levels -> IntStream.of(levels).sum() < least);
        return spread;
    }
}
