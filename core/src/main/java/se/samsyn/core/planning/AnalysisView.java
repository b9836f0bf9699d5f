package se.samsyn.core.planning;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An analysis as it is read: without hints of what it lacks, which are for those who write it.
 *
 * @param author null when the system wrote it
 * @param href where its history is
 */
public record AnalysisView(
        String result,
        List<CauseView> causes,
        String conclusion,
        @Nullable String author,
        @Nullable Instant at,
        String href) {

    /** A cause with what is done about it. */
    public record CauseView(Cause cause, List<ActivityView> activities) {}
}
