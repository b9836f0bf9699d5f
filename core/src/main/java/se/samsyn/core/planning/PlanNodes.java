package se.samsyn.core.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.PlanType.Level;
import se.samsyn.core.web.PageParts.Who;

/** The goals of a plan as its page shows them: a tree under each level. */
record PlanNodes(Request request, Map<Long, Status> statuses, Map<Long, Who> owners) {

    /** A goal in the tree with those under it. */
    public record Node(
            long id,
            String title,
            String level,
            @Nullable Who owner,
            @Nullable Status status,
            String statusText,
            int version,
            List<Node> under) {}

    /** The goals of one level that stand under no other. */
    public record Group(String level, List<Node> goals) {}

    /** One that is not kept stays when something under it is. */
    List<Group> groups(List<GoalRow> rows, Predicate<GoalRow> keep, PlanType type) {
        PlanTree tree = PlanTree.of(rows);
        Map<String, List<Node>> byLevel =
                nodes(tree, tree.top(), keep).stream().collect(Collectors.groupingBy(Node::level));
        return type.levels().stream()
                .map(Level::name)
                .filter(byLevel::containsKey)
                .map(level -> new Group(level, byLevel.get(level)))
                .toList();
    }

    private List<Node> nodes(PlanTree tree, List<GoalRow> rows, Predicate<GoalRow> keep) {
        List<Node> nodes = new ArrayList<>();
        for (GoalRow row : rows) {
            List<Node> under = nodes(tree, tree.under(row.goal().id()), keep);
            if (!under.isEmpty() || keep.test(row)) {
                nodes.add(node(row, under));
            }
        }
        return nodes;
    }

    Node node(GoalRow row, List<Node> under) {
        Goal goal = row.goal();
        Status status = statuses.get(goal.id());
        return new Node(
                goal.id(),
                goal.title(),
                row.levelName(),
                goal.ownerId() == null ? null : owners.get(goal.ownerId()),
                status,
                status == null ? request.text("planning.status.none") : request.text("web.status." + status),
                goal.version(),
                under);
    }
}
