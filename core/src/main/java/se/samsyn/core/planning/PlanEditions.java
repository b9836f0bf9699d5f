package se.samsyn.core.planning;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.Change;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.settings.Checksums;
import se.samsyn.core.web.NotFound;

/** The adopted editions of plans, each as it was adopted. Those from before editions were kept are told by the log. */
public final class PlanEditions {

    private static final int MOST_CHANGES = 500;

    private final PlanService plans;
    private final PlanEditionRepository editions;
    private final PlanContents contents;
    private final ChangeLog changes;

    PlanEditions(PlanService plans, PlanEditionRepository editions, PlanContents contents, ChangeLog changes) {
        this.plans = plans;
        this.editions = editions;
        this.contents = contents;
        this.changes = changes;
    }

    /** Keeps the plan as it has just been adopted, in the same unit of work. */
    void keep(Plan adopted) {
        String content = contents.now(adopted).json();
        editions.insert(adopted, content, sha256(content));
    }

    /** The plan's editions, the latest first. */
    public List<PlanEdition> of(CurrentUser user, long planId) {
        Plan plan = plans.get(user, planId);
        List<PlanEdition> kept = editions.of(planId);
        if (kept.size() == plan.edition()) {
            return kept;
        }
        Set<Integer> numbers = kept.stream().map(PlanEdition::number).collect(Collectors.toSet());
        List<PlanEdition> all = new ArrayList<>(kept);
        adoptions(planId).stream()
                .filter(change -> !numbers.contains(number(change)))
                .forEach(change -> all.add(told(planId, change)));
        all.sort(Comparator.comparing(PlanEdition::number).reversed());
        return all;
    }

    /**
     * The content of an edition, byte by byte as it was adopted.
     *
     * @throws NotFound when there is no such edition, or none that the user may read
     */
    public String content(CurrentUser user, long planId, int number) {
        plans.get(user, planId);
        Optional<String> kept = editions.content(planId, number);
        return kept.or(() -> adoptions(planId).stream()
                        .filter(change -> number(change) == number)
                        .findFirst()
                        .map(change -> at(planId, change.at()).json()))
                .orElseThrow(() -> new NotFound("edition " + number + " of plan " + planId));
    }

    private List<Change> adoptions(long planId) {
        return changes.history(PlanService.ENTITY, planId, MOST_CHANGES).stream()
                .filter(change -> change.kind() == Change.Kind.CHANGED
                        && change.fields().stream().anyMatch(field -> field.field().equals("edition")))
                .toList();
    }

    private static int number(Change adoption) {
        return Integer.parseInt(adoption.values().get("edition"));
    }

    private PlanEdition told(long planId, Change adoption) {
        PlanContent content = at(planId, adoption.at());
        Plan then = contents.plan(planId, adoption.at().plusMillis(1)).orElseThrow();
        return new PlanEdition(
                planId, number(adoption), then.adoptedOn(), then.decidedBy(), then.registryNumber(), then.correction(),
                adoption.who(), adoption.at(), sha256(content.json()));
    }

    private PlanContent at(long planId, Instant adopted) {
        return contents.asOf(planId, adopted.plusMillis(1)).orElseThrow();
    }

    private static String sha256(String content) {
        return Checksums.sha256(content.getBytes(StandardCharsets.UTF_8));
    }
}
