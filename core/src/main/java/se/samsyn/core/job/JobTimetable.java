package se.samsyn.core.job;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.database.Database;

/** The jobs that are known, and when each is due: by its schedule, or sooner when somebody asks. */
final class JobTimetable {

    private static final Logger LOG = LoggerFactory.getLogger(JobTimetable.class);

    private final Database database;
    private final JobRepository repository;
    private final Clock clock;
    private final Map<JobId, ScheduledJob> known = new ConcurrentHashMap<>();
    private final Map<JobId, Instant> asked = new ConcurrentHashMap<>();

    JobTimetable(Database database, JobRepository repository, Clock clock) {
        this.database = database;
        this.repository = repository;
        this.clock = clock;
    }

    Collection<ScheduledJob> jobs() {
        return known.values();
    }

    @Nullable ScheduledJob job(JobId id) {
        return known.get(id);
    }

    /** Makes jobs known; those with ids that are known take their place. */
    void add(List<ScheduledJob> jobs) {
        jobs.forEach(job -> known.put(job.id(), job));
    }

    /** Forgets a job; false when another has taken its place. */
    boolean remove(ScheduledJob job) {
        return known.remove(job.id(), job);
    }

    /** Brings the times in line with the schedules. */
    void settle(Collection<ScheduledJob> jobs) {
        database.write(() -> {
            Map<JobId, JobRepository.Due> due = repository.due(jobs.stream().map(ScheduledJob::id).toList());
            jobs.forEach(job -> settle(job, due.get(job.id())));
        });
    }

    private void settle(ScheduledJob job, JobRepository.@Nullable Due due) {
        Instant now = clock.instant();
        String schedule = job.schedule().toString();
        Optional<Instant> next = JobTimes.after(job.schedule(), now);
        if (due == null) {
            JobTimes.first(job.schedule(), now).ifPresent(at -> repository.put(job.id(), schedule, at));
        } else if (due.picked()) {
            LOG.debug("{} reckons its next time when it ends", job.id());
        } else if (!due.schedule().equals(schedule)) {
            next.ifPresentOrElse(at -> repository.put(job.id(), schedule, at), () -> repository.remove(job.id()));
        } else if (next.isPresent() && next.get().isBefore(due.at())) {
            repository.put(job.id(), schedule, next.get());
        }
    }

    /** When a job that ends now is due next; empty when it is not, or not known any more. */
    Optional<Instant> next(JobId id) {
        return Optional.ofNullable(known.get(id)).flatMap(job -> JobTimes.after(job.schedule(), clock.instant()));
    }

    /** Makes a job due at once; false when it is being run or is not known. */
    boolean putNow(JobId id) {
        ScheduledJob job = known.get(id);
        return job != null && database.write(() -> {
            if (repository.due(id).filter(JobRepository.Due::picked).isPresent()) {
                return false;
            }
            repository.put(id, job.schedule().toString(), clock.instant());
            return true;
        });
    }

    /** Makes a job due at this time if it is due later; nothing for one that is being run. */
    void putBy(JobId id, Instant at) {
        database.write(() -> {
            ScheduledJob job = known.get(id);
            Optional<JobRepository.Due> due = repository.due(id);
            boolean later = due.isEmpty() || !due.get().picked() && due.get().at().isAfter(at);
            if (job != null && later) {
                repository.put(id, job.schedule().toString(), at);
            }
        });
    }

    /** Remembers that somebody wants the job to run by this time, until {@link #putAsked}. */
    void ask(JobId id, Instant at) {
        asked.merge(id, at, (one, other) -> one.isBefore(other) ? one : other);
    }

    /** Makes the job due as it has been asked for, as while a run that may not have seen why went on. */
    void putAsked(JobId id) {
        Instant at = asked.remove(id);
        if (at != null) {
            putBy(id, at);
        }
    }

    /** Takes a job's time away. */
    void cancel(JobId id) {
        database.write(() -> repository.remove(id));
    }
}
