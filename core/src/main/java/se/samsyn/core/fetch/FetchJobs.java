package se.samsyn.core.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import se.samsyn.api.job.Schedule;
import se.samsyn.core.job.JobId;
import se.samsyn.core.job.JobStatus;
import se.samsyn.core.job.Jobs;
import se.samsyn.core.job.ScheduledJob;

/** When each source is fetched: by night or by hand, one run at a time. */
final class FetchJobs {

    private static final String OWNER = "fetch";
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final int FIRST_MINUTE = 60;
    private static final int MINUTES = 240;

    private final Jobs jobs;
    private final FetchRepository repository;
    private final FetchJob work;
    private final int place;
    private final Clock clock;

    /**
     * @param place tells this municipality from others, so that not all of them ask at once
     */
    FetchJobs(Jobs jobs, FetchRepository repository, FetchJob work, int place, Clock clock) {
        this.jobs = jobs;
        this.repository = repository;
        this.work = work;
        this.place = place;
        this.clock = clock;
    }

    /** Begins to follow what has been said of every source. */
    void begin() {
        for (Source source : Source.values()) {
            reschedule(source);
        }
    }

    private static JobId id(Source source) {
        return new JobId(OWNER, source.code());
    }

    /** Begins to follow what has been said of the source's nights. */
    void reschedule(Source source) {
        Schedule schedule = repository.schedule(source).nightly() ? Schedule.daily(night(source)) : Schedule.byHand();
        jobs.register(List.of(new ScheduledJob(id(source), schedule, LONGEST, run -> work.run(source, run))));
    }

    /** A minute between one and five. */
    LocalTime night(Source source) {
        int minute = FIRST_MINUTE + Math.floorMod(place + source.ordinal(), MINUTES);
        return LocalTime.MIDNIGHT.plusMinutes(minute);
    }

    void wake(Source source) {
        jobs.runBy(id(source), clock.instant());
    }

    boolean cancel(Source source) {
        return jobs.cancel(id(source));
    }

    boolean started() {
        return jobs.started();
    }

    Optional<JobStatus> status(Source source) {
        return jobs.of(OWNER).stream().filter(job -> job.id().equals(id(source))).findFirst();
    }

    boolean busy(Source source) {
        return status(source).filter(job -> job.running() != null).isPresent();
    }
}
