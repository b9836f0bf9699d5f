package se.samsyn.core.followup;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.followup.FollowUpProgress.Stage;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitSection;
import se.samsyn.core.web.HttpRequest;

/** The unit page's card of follow-ups: the one to write, and those handed in with how the goals stood. */
final class UnitFollowUps implements UnitSection {

    private static final int LISTED = 6;

    private final FollowUpService followUps;

    UnitFollowUps(FollowUpService followUps) {
        this.followUps = followUps;
    }

    /** How many goals have a status. */
    public record Tally(Status code, String text, int count) {}

    /** A follow-up in the card. */
    public record Row(FollowUpProgress progress, List<Tally> tally, String href) {}

    /** @param waiting the follow-ups that the user is to write, what is due first first */
    public record Card(List<FollowUpProgress> waiting, List<Row> rows) {}

    @Override
    public Optional<Content> on(Unit unit, Request request) {
        CurrentUser user = HttpRequest.user(request);
        List<FollowUpProgress> all = followUps.ofUnit(user, unit.id(), LISTED);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<FollowUpProgress> handedIn =
                all.stream().filter(p -> p.stage() == Stage.HANDED_IN).toList();
        Map<Long, Map<Status, Integer>> counts = followUps.statusCounts(
                handedIn.stream().map(p -> p.followUp().id()).toList());
        List<FollowUpProgress> waiting = all.stream()
                .filter(p -> followUps.mayWrite(user, p))
                .sorted(Comparator.comparing(p -> p.followUp().due()))
                .toList();
        List<Row> rows = handedIn.stream()
                .map(p -> new Row(
                        p,
                        tally(request, counts.getOrDefault(p.followUp().id(), Map.of())),
                        Addresses.read(p.followUp().id())))
                .toList();
        return waiting.isEmpty() && rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Content("se/samsyn/core/followup/unit-card", new Card(waiting, rows)));
    }

    private static List<Tally> tally(Request request, Map<Status, Integer> counts) {
        return Arrays.stream(Status.values())
                .map(status ->
                        new Tally(status, request.text("web.status." + status), counts.getOrDefault(status, 0)))
                .toList();
    }
}
