package se.samsyn.core.followup;

import java.util.List;
import se.samsyn.core.planning.Cause;

/**
 * What a person writes in an analysis.
 *
 * @param goalIds the goals that an analysis across goals points at; empty for one of a goal
 */
public record Findings(List<Long> goalIds, String result, List<Cause> causes, String conclusion) {

    /** Nothing yet. */
    public static final Findings EMPTY = new Findings(List.of(), "", List.of(), "");

    public Findings {
        goalIds = List.copyOf(goalIds);
        causes = List.copyOf(causes);
    }
}
