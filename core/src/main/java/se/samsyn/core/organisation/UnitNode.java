package se.samsyn.core.organisation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A unit with those below it, in Swedish order. */
public record UnitNode(Unit unit, int depth, List<UnitNode> children) {

    /** Builds the tree of units that are in order by name; a unit whose parent is not among them becomes a top. */
    static List<UnitNode> tree(List<Unit> units) {
        Map<Long, List<Unit>> byParent = new LinkedHashMap<>();
        Map<Long, Unit> byId = new LinkedHashMap<>();
        units.forEach(unit -> byId.put(unit.id(), unit));
        List<Unit> tops = new ArrayList<>();
        for (Unit unit : units) {
            if (unit.parentId() == null || !byId.containsKey(unit.parentId())) {
                tops.add(unit);
            } else {
                byParent.computeIfAbsent(unit.parentId(), id -> new ArrayList<>()).add(unit);
            }
        }
        return tops.stream().map(top -> node(top, 0, byParent)).toList();
    }

    private static UnitNode node(Unit unit, int depth, Map<Long, List<Unit>> byParent) {
        List<UnitNode> children = byParent.getOrDefault(unit.id(), List.of()).stream()
                .map(child -> node(child, depth + 1, byParent))
                .toList();
        return new UnitNode(unit, depth, children);
    }

    /** This node and everything below it, each after the one above it. */
    public Stream<UnitNode> flat() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(UnitNode::flat));
    }
}
