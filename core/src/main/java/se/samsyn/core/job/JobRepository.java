package se.samsyn.core.job;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Json;
import se.samsyn.core.database.Times;

/** When jobs are due, and how their runs went. */
final class JobRepository {

    /** The one task that db-scheduler knows; which job it is the instance tells. */
    static final String TASK = "job";

    private static final int KEPT_RUNS = 20;

    private final Jdbi jdbi;

    JobRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * When a job is due.
     *
     * @param schedule what the time was reckoned by, in text
     * @param picked whether it runs, or ran when a server fell
     */
    record Due(Instant at, String schedule, boolean picked) {}

    Optional<Due> due(JobId id) {
        return Optional.ofNullable(due(List.of(id)).get(id));
    }

    Map<JobId, Due> due(Collection<JobId> ids) {
        Map<JobId, Due> due = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            """
                            select task_instance, execution_time, task_data, picked from job
                             where task_name = :task and task_instance in (<instances>)
                            """)
                    .bind("task", TASK)
                    .bindList("instances", ids.stream().map(JobId::instance).toList())
                    .map((row, context) -> due.put(
                            JobId.ofInstance(row.getString("task_instance")),
                            new Due(
                                    Instant.parse(row.getString("execution_time")),
                                    row.getString("task_data"),
                                    row.getBoolean("picked"))))
                    .list());
        }
        return due;
    }

    /** Makes it due then, whatever it was; not for one that runs. */
    void put(JobId id, String schedule, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        insert into job (task_name, task_instance, task_data, execution_time, picked, version)
                        values (:task, :instance, :schedule, :at, :picked, 1)
                        on conflict (task_name, task_instance) do update
                           set task_data = excluded.task_data, execution_time = excluded.execution_time,
                               picked = excluded.picked, picked_by = null, last_heartbeat = null,
                               version = job.version + 1
                        """)
                .bind("task", TASK)
                .bind("instance", id.instance())
                .bind("schedule", schedule)
                .bind("at", Times.text(at))
                .bind("picked", false)
                .execute());
    }

    void remove(JobId id) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from job where task_name = :task and task_instance = :instance")
                .bind("task", TASK)
                .bind("instance", id.instance())
                .execute());
    }

    /**
     * Notes that a run begins, and forgets the oldest.
     *
     * @return the run's number
     */
    long begin(JobId id, Instant at) {
        return jdbi.withHandle(handle -> {
            handle.createUpdate(
                            """
                            delete from job_run
                             where owner = :owner and name = :name and ended is not null and id not in (
                                   select id from job_run where owner = :owner and name = :name
                                    order by id desc limit :kept)
                            """)
                    .bind("owner", id.owner())
                    .bind("name", id.name())
                    .bind("kept", KEPT_RUNS)
                    .execute();
            return handle.createQuery(
                            "insert into job_run (owner, name, started) values (:owner, :name, :at) returning id")
                    .bind("owner", id.owner())
                    .bind("name", id.name())
                    .bind("at", Times.text(at))
                    .mapTo(Long.class)
                    .one();
        });
    }

    void end(long run, JobStatus.Ended ended) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update job_run set ended = :at, outcome = :outcome, told = :told, rejected = :rejected where id = :run")
                .bind("at", Times.text(ended.ended()))
                .bind("outcome", ended.outcome().name())
                .bind("told", ended.told())
                .bind("rejected", ended.rejected().isEmpty() ? null : Json.write(ended.rejected()))
                .bind("run", run)
                .execute());
    }

    /** Ends what no one ended, since the server fell; its jobs wait for their next time as if their schedule were new. */
    void endCutOff(Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        update job set picked = :free, picked_by = null, last_heartbeat = null, task_data = '',
                               version = version + 1
                         where picked = true
                        """)
                .bind("free", false)
                .execute());
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update job_run set ended = :at, outcome = :outcome, told = '' where ended is null")
                .bind("at", Times.text(at))
                .bind("outcome", JobOutcome.CUT_OFF.name())
                .execute());
    }

    /** The latest run that has ended, for each of an owner's jobs that has one, by name. */
    Map<String, JobStatus.Ended> latest(String owner) {
        Map<String, JobStatus.Ended> latest = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(
                        """
                        select name, started, ended, outcome, told, rejected from job_run where id in (
                               select max(id) from job_run where owner = :owner and ended is not null group by name)
                        """)
                .bind("owner", owner)
                .map((row, context) -> latest.put(
                        row.getString("name"),
                        new JobStatus.Ended(
                                Instant.parse(row.getString("started")),
                                Instant.parse(row.getString("ended")),
                                JobOutcome.valueOf(row.getString("outcome")),
                                row.getString("told"),
                                rows(row.getString("rejected")))))
                .list());
        return latest;
    }

    private static List<String> rows(@Nullable String rejected) {
        return rejected == null ? List.of() : List.of(Json.read(rejected, String[].class));
    }

    /** Forgets the runs of one whose data are erased. */
    void forget(String owner) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from job_run where owner = :owner")
                .bind("owner", owner)
                .execute());
    }
}
