package se.samsyn.core.planning;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.field.Fields;
import se.samsyn.core.planning.Goal.Link;
import se.samsyn.core.web.Rejection;

/** Makes goals of drafts that hold: what they say fits, and what they point to is there. */
final class DraftedGoals {

    static final int TITLE_LENGTH = 300;
    static final int DESCRIPTION_LENGTH = 10_000;
    private static final int MOST_INDICATORS = 50;

    private final GoalRepository goals;
    private final PlanTypeRepository types;
    private final PlanningReferences references;
    private final RedThread thread;
    private final Fields fields;

    DraftedGoals(
            GoalRepository goals,
            PlanTypeRepository types,
            PlanningReferences references,
            RedThread thread,
            Fields fields) {
        this.goals = goals;
        this.types = types;
        this.references = references;
        this.thread = thread;
        this.fields = fields;
    }

    /**
     * The goal that the draft makes of the present one, or a new one when there is none.
     *
     * @throws Rejection when there is something wrong with it
     */
    Goal of(CurrentUser user, Plan plan, @Nullable Goal present, GoalDraft draft) {
        Rejection.Check check = new Rejection.Check();
        String title = Texts.line(check, "title", draft.title(), TITLE_LENGTH);
        String description = Texts.lines(check, "description", draft.description(), DESCRIPTION_LENGTH);
        PlanType type = types.find(plan.planTypeId()).orElseThrow();
        check.that(
                type.levels().stream().anyMatch(level -> level.id() == draft.levelId()),
                "level",
                "planning.goal.error.level");
        requireOwner(check, present, draft);
        requireIndicators(check, draft);
        requireLinks(user, check, present, draft);
        requirePrevious(user, check, present, draft);
        Map<String, String> customFields = fields.checked(check, keptFields(present, draft), draft.customFields());
        check.done();
        return new Goal(
                present == null ? 0 : present.id(),
                plan.id(),
                draft.levelId(),
                title,
                description,
                draft.ownerId(),
                present == null ? 0 : present.position(),
                List.copyOf(draft.links()),
                List.copyOf(draft.indicatorIds()),
                draft.previousGoalId(),
                customFields,
                present != null && present.removed(),
                present == null ? 0 : present.version());
    }

    /** The values that need not fit: those there are, for a goal that is taken along those of the goal that it comes from. */
    private Map<String, String> keptFields(@Nullable Goal present, GoalDraft draft) {
        Long previous = draft.previousGoalId();
        if (present != null || previous == null || draft.customFields().isEmpty()) {
            return present == null ? Map.of() : present.customFields();
        }
        return goals.find(previous).map(row -> row.goal().customFields()).orElse(Map.of());
    }

    private void requireOwner(Rejection.Check check, @Nullable Goal present, GoalDraft draft) {
        Long owner = draft.ownerId();
        boolean kept = present != null && owner != null && owner.equals(present.ownerId());
        check.that(
                owner == null || kept || references.people(List.of(owner)).contains(owner),
                "owner",
                "planning.error.person");
    }

    private void requireIndicators(Rejection.Check check, GoalDraft draft) {
        List<Long> ids = draft.indicatorIds();
        check.that(new HashSet<>(ids).size() == ids.size(), "indicators", "planning.goal.error.sameindicator");
        check.that(ids.size() <= MOST_INDICATORS, "indicators", "planning.goal.error.manyindicators", MOST_INDICATORS);
        check.that(references.indicators(ids).containsAll(ids), "indicators", "planning.goal.error.indicator");
    }

    /** New links lead to goals that the user may read; none may lead round to the goal itself. */
    private void requireLinks(CurrentUser user, Rejection.Check check, @Nullable Goal present, GoalDraft draft) {
        Set<Long> upper = draft.links().stream().map(Link::upperGoalId).collect(Collectors.toSet());
        check.that(upper.size() == draft.links().size(), "links", "planning.goal.error.samelink");
        Set<Long> added = new HashSet<>(upper);
        if (present != null) {
            present.links().forEach(link -> added.remove(link.upperGoalId()));
        }
        if (added.isEmpty()) {
            return;
        }
        Set<Long> readable = user.units(CorePermissions.PLAN_READ);
        long known = goals.byIds(added).stream()
                .filter(row -> !row.goal().removed() && readable.contains(row.unitId()))
                .count();
        check.that(known == added.size(), "links", "planning.goal.error.link");
        if (present != null) {
            boolean round = upper.contains(present.id())
                    || RedThread.Edge.goals(thread.down(List.of(present.id()))).stream().anyMatch(upper::contains);
            check.that(!round, "links", "planning.goal.error.cycle");
        }
    }

    private void requirePrevious(CurrentUser user, Rejection.Check check, @Nullable Goal present, GoalDraft draft) {
        Long previous = draft.previousGoalId();
        if (previous == null || present != null && previous.equals(present.previousGoalId())) {
            return;
        }
        boolean readable = goals.find(previous)
                .filter(row -> user.may(CorePermissions.PLAN_READ, row.unitId()))
                .isPresent();
        check.that(
                readable && (present == null || present.id() != previous), "previous", "planning.goal.error.previous");
    }
}
