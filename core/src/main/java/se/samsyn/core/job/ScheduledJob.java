package se.samsyn.core.job;

import java.time.Duration;
import se.samsyn.api.job.Schedule;

/**
 * Work that is run by itself, or by hand.
 *
 * @param timeOut how long a run may take before its thread is interrupted
 */
public record ScheduledJob(JobId id, Schedule schedule, Duration timeOut, Work work) {

    /** What a job does. */
    @FunctionalInterface
    public interface Work {

        /**
         * Runs on a thread of its own, which is interrupted when the run is to end before it is done.
         *
         * @return what it did, in a sentence; may be empty
         */
        String run(RunningJob run) throws Exception;
    }
}
