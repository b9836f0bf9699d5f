package se.samsyn.core.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Status;

/** What has been judged of goals; told by whoever follows them up. */
public interface GoalJudgements {

    /** Of each goal the status that was handed in last; goals without one are not in the map. */
    Map<Long, Status> latest(Collection<Long> goalIds);

    /** The same as it was at the instant. */
    Map<Long, Status> latestAsOf(Collection<Long> goalIds, Instant until);

    /** A goal's judgements that the user may see, the oldest first. */
    List<Judged> of(CurrentUser user, long goalId);

    /** The same as they were then, with what was handed in then. */
    List<Judged> asOf(CurrentUser user, long goalId, AsOf asOf);

    /** Where the user judges the goal in the round that is open; empty when there is nothing to do. */
    Optional<Open> open(CurrentUser user, long goalId);

    /**
     * One judgement.
     *
     * @param round the name of the round of follow-up
     * @param reason why it was judged otherwise than the figures spoke for; null when it was not
     * @param analysis what was found to lie behind it; null when nothing was written
     * @param author null when the system made it
     * @param unchanged whether it was carried over from the one before
     * @param handedIn false while only its editors see it
     * @param href where the follow-up is read
     */
    record Judged(
            long assessmentId,
            Period period,
            String round,
            Status status,
            String comment,
            @Nullable String reason,
            @Nullable AnalysisView analysis,
            @Nullable String author,
            Instant at,
            boolean unchanged,
            boolean handedIn,
            String href) {}

    /** A judgement that waits. */
    record Open(String round, LocalDate due, boolean judged, String href) {}
}
