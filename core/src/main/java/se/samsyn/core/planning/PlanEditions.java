package se.samsyn.core.planning;

import java.nio.charset.StandardCharsets;
import java.util.List;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.settings.Checksums;
import se.samsyn.core.web.NotFound;

/** The adopted editions of plans, each as it was adopted. */
public final class PlanEditions {

    private final PlanService plans;
    private final PlanEditionRepository editions;
    private final PlanContents contents;

    PlanEditions(PlanService plans, PlanEditionRepository editions, PlanContents contents) {
        this.plans = plans;
        this.editions = editions;
        this.contents = contents;
    }

    /** Keeps the plan as it has just been adopted, in the same unit of work. */
    void keep(Plan adopted) {
        String content = contents.now(adopted).json();
        editions.insert(adopted, content, Checksums.sha256(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** The plan's editions, the latest first. */
    public List<PlanEdition> of(CurrentUser user, long planId) {
        plans.get(user, planId);
        return editions.of(planId);
    }

    /**
     * The content of an edition, byte by byte as it was adopted.
     *
     * @throws NotFound when there is no such edition, or none that the user may read
     */
    public String content(CurrentUser user, long planId, int number) {
        plans.get(user, planId);
        return editions.content(planId, number).orElseThrow(() -> new NotFound("edition " + number + " of plan " + planId));
    }
}
