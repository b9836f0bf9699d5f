package se.samsyn.core.followup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.planning.AnalysisView;

/**
 * The analysis of a follow-up or of a goal in it, as the pages of the follow-up show it.
 *
 * @param asked whether one is asked for
 * @param read as it is read; null when there is nothing to read
 * @param lacks what is lacking in one that has been begun or is asked for, for those who write it alone
 * @param points the titles of the goals that it points at
 * @param draftAt when the person typed something that is not saved; null when they did not
 * @param href where it is written
 */
public record AnalysisPart(
        boolean asked,
        @Nullable AnalysisView read,
        List<Analysis.Lack> lacks,
        List<String> points,
        @Nullable Instant draftAt,
        String href) {

    /** Whether it has everything that makes it an analysis. */
    public boolean done() {
        return read != null && lacks.isEmpty();
    }
}
