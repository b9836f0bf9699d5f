package se.samsyn.core.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tree as one request sees it. The first unit that it asks about is looked up alone, since most requests ask about
 * no other and that one is often remembered; from the second on the whole tree is read, once.
 */
final class RememberedTree implements UnitTree {

    private final UnitTree units;
    private final SharedAncestors shared;
    private final long change;
    private volatile Map<Long, Long> parents = Map.of();
    private volatile @Nullable Asked first;

    /**
     * @param change the latest change when the request came
     */
    RememberedTree(UnitTree units, SharedAncestors shared, long change) {
        this.units = units;
        this.shared = shared;
        this.change = change;
    }

    private record Asked(long unitId, Set<Long> withAncestors) {}

    @Override
    public Map<Long, Long> parents() {
        if (parents.isEmpty()) {
            parents = units.parents();
        }
        return parents;
    }

    @Override
    public Set<Long> withAncestors(long unitId) {
        Asked asked = first;
        if (asked == null) {
            asked = new Asked(unitId, shared.withAncestors(unitId, change));
            first = asked;
        }
        return asked.unitId() == unitId && !asked.withAncestors().isEmpty() ? asked.withAncestors() : inTree(unitId);
    }

    private Set<Long> inTree(long unitId) {
        if (!parents().containsKey(unitId)) {
            // It may be one that this very request has made.
            parents = units.parents();
        }
        Set<Long> reached = new HashSet<>();
        long id = unitId;
        while (parents.containsKey(id) && reached.add(id)) {
            id = parents.get(id);
        }
        return reached;
    }

    @Override
    public Set<Long> withDescendants(Set<Long> unitIds) {
        Map<Long, List<Long>> children = parents().keySet().stream().collect(Collectors.groupingBy(parents::get));
        Set<Long> reached = new HashSet<>();
        Deque<Long> waiting = new ArrayDeque<>(unitIds);
        while (!waiting.isEmpty()) {
            Long id = waiting.pop();
            if (parents.containsKey(id) && reached.add(id)) {
                waiting.addAll(children.getOrDefault(id, List.of()));
            }
        }
        return reached;
    }
}
