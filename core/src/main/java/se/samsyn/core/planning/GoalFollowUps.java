package se.samsyn.core.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Status;

/** What follow-ups say of goals. The pages of planning show it; it is kept further down the line. */
public interface GoalFollowUps {

    /** What has been judged of a goal in one follow-up. */
    record Judged(
            @Nullable Status status,
            String period,
            String comment,
            String analysis,
            @Nullable String author,
            @Nullable Instant at,
            boolean handedIn,
            String href) {}

    /** A follow-up that waits for the user. */
    record Waiting(String period, LocalDate due, String href) {}

    /** Of each goal the latest judgement that has been handed in; goals without one are not in the map. */
    Map<Long, Judged> latest(Collection<Long> goalIds);

    /** A goal's judgements that the user may see, the oldest first. */
    List<Judged> timeline(CurrentUser user, long goalId);

    /** The open follow-up in which the user is to judge the goal. */
    Optional<Waiting> waiting(CurrentUser user, long goalId);

    /** Where nothing is followed up. */
    GoalFollowUps NONE = new GoalFollowUps() {
        @Override
        public Map<Long, Judged> latest(Collection<Long> goalIds) {
            return Map.of();
        }

        @Override
        public List<Judged> timeline(CurrentUser user, long goalId) {
            return List.of();
        }

        @Override
        public Optional<Waiting> waiting(CurrentUser user, long goalId) {
            return Optional.empty();
        }
    };
}
