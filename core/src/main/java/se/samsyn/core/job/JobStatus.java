package se.samsyn.core.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.job.Schedule;

/**
 * A job as it stands.
 *
 * @param next when it is due; null while it runs, and when only someone's hand starts it
 * @param starting whether it is due now and about to run
 * @param last its latest run that has ended; null when there is none
 * @param running the run that is under way; null when there is none
 */
public record JobStatus(
        JobId id,
        Schedule schedule,
        @Nullable Instant next,
        boolean starting,
        @Nullable Ended last,
        @Nullable Running running) {

    /**
     * A run that has ended.
     *
     * @param told what it says that it did, or what went wrong; may be empty
     * @param rejected the first rows of files that were not taken in, each with why
     */
    public record Ended(Instant started, Instant ended, JobOutcome outcome, String told, List<String> rejected) {}

    /**
     * A run that is under way.
     *
     * @param progress how far it says that it has come; may be empty
     * @param ending whether it has been asked to end
     * @param stack where it is, when it has been asked and does not; else empty
     */
    public record Running(Instant started, String progress, boolean ending, List<String> stack) {}
}
