package se.samsyn.core.followup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.planning.Cause;

/**
 * What lies behind a result: possible causes, what speaks for and against each, and what is concluded. Of one goal in a
 * follow-up, or of the unit across its goals.
 *
 * @param id 0 until it has been saved
 * @param goalId the goal that it is about; null when it is about the unit across its goals
 * @param goalIds the goals that an analysis across goals points at
 * @param version 0 until it has been saved
 */
public record Analysis(
        long id,
        long followUpId,
        @Nullable Long goalId,
        List<Long> goalIds,
        String result,
        List<Cause> causes,
        String conclusion,
        @Nullable Long authorId,
        @Nullable Instant writtenAt,
        int version) {

    public Analysis {
        goalIds = List.copyOf(goalIds);
        causes = List.copyOf(causes);
    }

    /** Nothing yet. */
    static Analysis blank(long followUpId, @Nullable Long goalId) {
        return new Analysis(0, followUpId, goalId, List.of(), "", List.of(), "", null, null, 0);
    }

    /** What is written, without who and when. */
    public Findings findings() {
        return new Findings(goalIds, result, causes, conclusion);
    }

    /** Whether there is nothing to read in it. */
    public boolean empty() {
        return result.isEmpty() && causes.isEmpty() && conclusion.isEmpty();
    }

    /** A part of an analysis. The message {@code followup.analysis.lack.<NAME>} says that it is lacking. */
    public enum Part {
        RESULT,
        CAUSE,
        EVIDENCE,
        VERDICT,
        CONCLUSION
    }

    /**
     * A part that is not there; told by what is filled in, never by what it says.
     *
     * @param cause the number of the cause that lacks it, from 1; 0 for the analysis itself
     */
    public record Lack(Part part, int cause) {}

    /** What it lacks, in the order in which one writes it. */
    public List<Lack> lacks() {
        List<Lack> lacks = new ArrayList<>();
        if (result.isEmpty()) {
            lacks.add(new Lack(Part.RESULT, 0));
        }
        if (causes.isEmpty()) {
            lacks.add(new Lack(Part.CAUSE, 0));
        }
        for (int i = 0; i < causes.size(); i++) {
            Cause cause = causes.get(i);
            if (cause.evidenceFor().isEmpty() && cause.evidenceAgainst().isEmpty()) {
                lacks.add(new Lack(Part.EVIDENCE, i + 1));
            }
            if (cause.verdict() == null) {
                lacks.add(new Lack(Part.VERDICT, i + 1));
            }
        }
        if (conclusion.isEmpty()) {
            lacks.add(new Lack(Part.CONCLUSION, 0));
        }
        return lacks;
    }
}
