package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.GoalJudgements.Judged;
import se.samsyn.core.planning.GoalJudgements.Open;
import se.samsyn.core.web.HttpRequest;

/**
 * How a goal stands by its judgements.
 *
 * @param latest the last one that has been handed in; null when there is none
 * @param judgements those that the user may see, the newest first
 * @param line the last of those that have been handed in, the oldest first
 * @param open where it is to be judged next
 */
public record GoalStanding(
        @Nullable Status status,
        String statusText,
        @Nullable Judged latest,
        @Nullable Earlier earlier,
        List<Judged> judgements,
        List<Knot> line,
        @Nullable Open open) {

    private static final int ON_LINE = 5;

    /** The last analysis of the goal that has been handed in; null when there is none. */
    public @Nullable Judged analysed() {
        return judgements.stream()
                .filter(judged -> judged.handedIn() && judged.analysis() != null)
                .findFirst()
                .orElse(null);
    }

    /** A judgement on the line of time. */
    public record Knot(@Nullable Status code, String period, String text, String href, boolean current) {}

    /** What was said of the same goal in the plan before, while nothing is said in this one. */
    public record Earlier(Status status, String text, Judged judged) {}

    static GoalStanding of(Request request, Goal goal, Plan plan, Optional<AsOf> asOf, GoalJudgements judgements) {
        CurrentUser user = HttpRequest.user(request);
        List<Judged> judged = judged(user, goal.id(), asOf, judgements);
        Judged latest = latest(judged);
        return new GoalStanding(
                latest == null ? null : latest.status(),
                latest == null
                        ? request.text("planning.status.none.period", plan.period().text())
                        : request.text("web.status." + latest.status()),
                latest,
                latest == null ? earlier(request, goal, asOf, judgements) : null,
                judged.stream().sorted(Comparator.comparing(Judged::at).reversed()).toList(),
                line(request, judged),
                asOf.isPresent() ? null : judgements.open(user, goal.id()).orElse(null));
    }

    private static List<Judged> judged(CurrentUser user, long goal, Optional<AsOf> asOf, GoalJudgements judgements) {
        return asOf.isEmpty() ? judgements.of(user, goal) : judgements.asOf(user, goal, asOf.get());
    }

    private static @Nullable Judged latest(List<Judged> judged) {
        return judged.stream()
                .filter(Judged::handedIn)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private static @Nullable Earlier earlier(
            Request request, Goal goal, Optional<AsOf> asOf, GoalJudgements judgements) {
        Long previous = goal.previousGoalId();
        Judged judged =
                previous == null ? null : latest(judged(HttpRequest.user(request), previous, asOf, judgements));
        return judged == null
                ? null
                : new Earlier(judged.status(), request.text("web.status." + judged.status()), judged);
    }

    private static List<Knot> line(Request request, List<Judged> judged) {
        List<Judged> handedIn = judged.stream().filter(Judged::handedIn).toList();
        List<Judged> shown = handedIn.subList(Math.max(0, handedIn.size() - ON_LINE), handedIn.size());
        List<Knot> line = new ArrayList<>();
        for (Judged one : shown) {
            line.add(new Knot(
                    one.status(),
                    one.period().text(),
                    request.text("web.status." + one.status()),
                    one.href(),
                    one == shown.get(shown.size() - 1)));
        }
        return line;
    }
}
