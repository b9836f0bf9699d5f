package se.samsyn.core.job;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Database;

/**
 * The jobs that there are, and their runs: no job runs twice at once, none longer than it may, and each that ends leaves
 * how it went. Nothing runs before {@link #start}.
 */
public final class Jobs implements AutoCloseable {

    private static final Duration UNKNOWN_WAITS = Duration.ofHours(1);

    private final Database database;
    private final JobRepository repository;
    private final Clock clock;
    private final JobTimetable timetable;
    private final Map<JobId, JobExecution> running = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timeOuts;
    private @Nullable JobScheduler scheduler;
    private volatile boolean started;
    private volatile boolean closing;

    public Jobs(Database database, Clock clock) {
        this.database = database;
        this.repository = new JobRepository(database.jdbi());
        this.timetable = new JobTimetable(database, repository, clock);
        this.clock = clock;
        this.timeOuts = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "job-time-outs"));
        timeOuts.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Jobs that were registered together, until they are taken away together. */
    public final class Registration {

        private final List<ScheduledJob> jobs;

        private Registration(List<ScheduledJob> jobs) {
            this.jobs = jobs;
        }

        /**
         * Takes the jobs away, but those that others have been registered in the place of: they are not run any more, and
         * runs that are under way are interrupted. When the server is closing, they are known again at the next start.
         *
         * @param patience how long the runs get to end
         * @return the runs that have not ended, each with where it is
         */
        public List<String> close(Duration patience) {
            jobs.forEach(job -> {
                if (timetable.remove(job) && !closing && !isRunning(job.id())) {
                    cancelTime(job.id());
                }
            });
            List<JobExecution> left = running.values().stream().filter(run -> jobs.contains(run.job())).toList();
            left.forEach(run -> run.interrupt(closing ? JobOutcome.CUT_OFF : JobOutcome.CANCELLED));
            List<String> stuck = new ArrayList<>();
            long until = System.nanoTime() + patience.toNanos();
            for (JobExecution run : left) {
                if (!over(run, Duration.ofNanos(Math.max(0, until - System.nanoTime())))) {
                    stuck.add(run.describe());
                    abandon(run);
                }
            }
            return stuck;
        }
    }

    /** Makes the jobs known, and from {@link #start} on due; those with ids that are known take their place. */
    public synchronized Registration register(List<ScheduledJob> jobs) {
        List<ScheduledJob> all = List.copyOf(jobs);
        timetable.add(all);
        if (started && !all.isEmpty()) {
            timetable.settle(all);
            scheduler().look();
        }
        return new Registration(all);
    }

    /** Begins to run what is due, on threads of its own; not in a folder where nothing can be written. */
    public synchronized void start() {
        if (started || closing) {
            return;
        }
        started = true;
        database.write(() -> repository.endCutOff(clock.instant()));
        if (!timetable.jobs().isEmpty()) {
            timetable.settle(timetable.jobs());
            scheduler();
        }
    }

    /** Whether what is due is run. */
    public boolean started() {
        return started && !closing;
    }

    private JobScheduler scheduler() {
        JobScheduler made = scheduler;
        if (made == null) {
            made = new JobScheduler(database, clock, this::run);
            made.start();
            scheduler = made;
        }
        return made;
    }

    /**
     * Runs a job at once, whatever its schedule says.
     *
     * @return false when it runs already, is not known, or nothing runs here
     */
    public boolean runNow(JobId id) {
        if (!started()) {
            return false;
        }
        boolean put = timetable.putNow(id);
        look();
        return put;
    }

    /**
     * Lets a job run no later than at this time, give or take half a minute; at once when the time has come. Within a unit
     * of work it holds when that is saved, or not at all. A run that is under way is followed by one more, since it may
     * not have seen what was written.
     */
    public void runBy(JobId id, Instant at) {
        timetable.putBy(id, at);
        database.afterCommit(() -> {
            timetable.ask(id, at);
            if (!isRunning(id)) {
                timetable.putAsked(id);
            }
            if (!at.isAfter(clock.instant())) {
                look();
            }
        });
    }

    /**
     * Asks a run that is under way to end.
     *
     * @return false when there is none
     */
    public boolean cancel(JobId id) {
        JobExecution run = running.get(id);
        if (run != null) {
            run.interrupt(JobOutcome.CANCELLED);
        }
        return run != null;
    }

    /** Those who have jobs, in order. */
    public List<String> owners() {
        return timetable.jobs().stream().map(job -> job.id().owner()).distinct().sorted().toList();
    }

    /** How an owner's jobs stand, by name. */
    public List<JobStatus> of(String owner) {
        List<ScheduledJob> jobs = timetable.jobs().stream()
                .filter(job -> job.id().owner().equals(owner))
                .sorted(Comparator.comparing(job -> job.id().name()))
                .toList();
        if (jobs.isEmpty()) {
            return List.of();
        }
        Map<JobId, JobRepository.Due> due = repository.due(jobs.stream().map(ScheduledJob::id).toList());
        Map<String, JobStatus.Ended> latest = repository.latest(owner);
        return jobs.stream()
                .map(job -> {
                    JobExecution run = running.get(job.id());
                    JobRepository.Due next = due.get(job.id());
                    boolean now = next != null && (next.picked() || !next.at().isAfter(clock.instant()));
                    return new JobStatus(
                            job.id(),
                            job.schedule(),
                            next == null || next.picked() ? null : next.at(),
                            now && run == null && started(),
                            latest.get(job.id().name()),
                            run == null ? null : run.status());
                })
                .toList();
    }

    /** Forgets how the jobs of an owner went, within the caller's unit of work. */
    public void forget(String owner) {
        repository.forget(owner);
    }

    private boolean isRunning(JobId id) {
        return running.containsKey(id);
    }

    private void cancelTime(JobId id) {
        if (started) {
            timetable.cancel(id);
        }
    }

    private void look() {
        JobScheduler made = scheduler;
        if (made != null) {
            made.look();
        }
    }

    private static boolean over(JobExecution run, Duration patience) {
        try {
            return run.awaitOver(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** It goes on in its thread, but the job may run again. */
    private void abandon(JobExecution run) {
        run.leaveAlone();
        JobId id = run.job().id();
        running.remove(id, run);
        cancelTime(id);
        ScheduledJob newer = timetable.job(id);
        if (newer != null && started()) {
            timetable.settle(List.of(newer));
            look();
        }
    }

    private CompletionHandler<Void> run(JobId id) {
        ScheduledJob job = timetable.job(id);
        if (job == null) {
            return (complete, operations) ->
                    operations.reschedule(complete, clock.instant().plus(UNKNOWN_WAITS));
        }
        JobExecution run = new JobExecution(job, clock);
        running.put(id, run);
        long number;
        try {
            number = database.write(() -> repository.begin(id, run.started()));
        } catch (RuntimeException e) {
            running.remove(id, run);
            throw e;
        }
        JobStatus.Ended ended = run.perform(timeOuts);
        return (complete, operations) -> {
            try {
                database.write(() -> {
                    repository.end(number, ended);
                    if (!run.leftAlone()) {
                        timetable.next(id).ifPresentOrElse(at -> operations.reschedule(complete, at), operations::stop);
                    }
                });
            } finally {
                running.remove(id, run);
                run.over();
                if (!run.leftAlone()) {
                    timetable.putAsked(id);
                    look();
                }
            }
        };
    }

    /** Asks all runs to end, and runs no more. */
    @Override
    public void close() {
        closing = true;
        running.values().forEach(run -> run.interrupt(JobOutcome.CUT_OFF));
        synchronized (this) {
            if (scheduler != null) {
                scheduler.close();
                scheduler = null;
            }
        }
        timeOuts.shutdownNow();
    }
}
