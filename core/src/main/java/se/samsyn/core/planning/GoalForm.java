package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.field.FieldForm;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.Goal.Link;
import se.samsyn.core.planning.Goal.LinkKind;
import se.samsyn.core.planning.RedThread.Edge;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.PageParts.Option;
import se.samsyn.core.web.PageParts.Who;

/** The form of a goal: what is in it, and what it says. */
final class GoalForm {

    private static final int EMPTY_LINKS = 2;

    private GoalForm() {}

    /** A link as two choices side by side. */
    public record LinkRow(int number, String upper, String kind) {}

    /** One's own value beside the one that someone else saved meanwhile. */
    public record Difference(String label, String mine, String theirs) {}

    static Form of(Goal goal) {
        Map<String, Object> values = new HashMap<>();
        values.put("title", goal.title());
        values.put("description", goal.description());
        values.put("level", goal.levelId());
        values.put("owner", goal.ownerId());
        values.put("version", goal.version());
        return Form.of(values)
                .with("upper", goal.links().stream().map(link -> String.valueOf(link.upperGoalId())).toList())
                .with("kind", goal.links().stream().map(link -> link.kind().name()).toList());
    }

    /** The links in the form, and a few places for more. */
    static List<LinkRow> links(Form form) {
        List<LinkRow> rows = new ArrayList<>();
        List<String> upper = form.all("upper");
        List<String> kinds = form.all("kind");
        for (int i = 0; i < upper.size(); i++) {
            if (!upper.get(i).isBlank()) {
                rows.add(new LinkRow(rows.size() + 1, upper.get(i), i < kinds.size() ? kinds.get(i) : ""));
            }
        }
        for (int i = 0; i < EMPTY_LINKS; i++) {
            rows.add(new LinkRow(rows.size() + 1, "", LinkKind.BREAKS_DOWN.name()));
        }
        return rows;
    }

    /** What the form makes of the goal; ids that are none of ours become 0, which is no one's. */
    static GoalDraft draft(Form form, Goal goal, FieldForm fields) {
        List<Link> links = links(form).stream()
                .filter(row -> !row.upper().isEmpty())
                .map(row -> new Link(Ids.parse(row.upper()).orElse(0), kind(row.kind())))
                .toList();
        return new GoalDraft(
                Ids.parse(form.value("level")).orElse(0),
                form.value("title"),
                form.value("description"),
                person(form.value("owner")),
                links,
                goal.indicatorIds(),
                goal.previousGoalId(),
                fields.typed(form, goal.customFields()));
    }

    static @Nullable Long person(String value) {
        return value.isEmpty() ? null : (Long) Ids.parse(value).orElse(0);
    }

    static LinkKind kind(String name) {
        return Stream.of(LinkKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(LinkKind.BREAKS_DOWN);
    }

    /** Where the form and the goal as it is now say different things, in words. */
    static List<Difference> differences(Request request, Form form, Goal now, Map<Long, Who> people) {
        List<Difference> differences = new ArrayList<>();
        differ(differences, request.text("planning.goal.field.title"), form.value("title"), now.title());
        differ(
                differences,
                request.text("planning.goal.field.description"),
                form.value("description"),
                now.description());
        Long owner = person(form.value("owner"));
        differ(differences, request.text("planning.goal.field.owner"), name(people, owner), name(people, now.ownerId()));
        return differences;
    }

    private static void differ(List<Difference> differences, String label, String mine, String theirs) {
        if (!mine.replace("\r\n", "\n").equals(theirs)) {
            differences.add(new Difference(label, mine, theirs));
        }
    }

    private static String name(Map<Long, Who> people, @Nullable Long id) {
        Who who = id == null ? null : people.get(id);
        return who == null ? "–" : who.name();
    }

    /** The goals that the goal can come from: those of the unit and the units above it in years that meet its plan's. */
    static List<Option> upperGoals(
            CurrentUser user, GoalService goals, RedThread thread, Set<Long> units, List<Period> years, Goal goal) {
        Set<Long> below = new HashSet<>(Edge.goals(thread.down(List.of(goal.id()))));
        below.add(goal.id());
        Set<Long> linked = new HashSet<>();
        goal.links().forEach(link -> linked.add(link.upperGoalId()));
        List<GoalRow> rows = new ArrayList<>(goals.ofUnits(user, units, years));
        Set<Long> present = new HashSet<>();
        rows.forEach(row -> present.add(row.goal().id()));
        linked.removeAll(present);
        rows.addAll(goals.rows(linked).values());
        return rows.stream()
                .filter(row -> !below.contains(row.goal().id()))
                .map(row -> new Option(
                        row.goal().id(),
                        "%s – %s, %s %s"
                                .formatted(row.goal().title(), row.levelName(), row.unitName(), row.period().text())))
                .toList();
    }
}
