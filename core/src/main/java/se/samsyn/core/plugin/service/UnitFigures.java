package se.samsyn.core.plugin.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.api.subject.SubjectCard.Fact;
import se.samsyn.core.followup.Stated;
import se.samsyn.core.measuring.Cell;
import se.samsyn.core.measuring.Standing;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.GoalRow;

/**
 * How units stand today: their goals by status, the latest figures of what those are measured by, and how many activities are
 * late. Of the units whose plans the caller may read alone.
 */
record UnitFigures(Cards cards) {

    /** More than these are on the unit's own page. */
    private static final int FIGURES = 4;

    /** By unit; units without any of it are left out. */
    Map<Long, List<Fact>> of(Collection<Long> unitIds) {
        Set<Long> readable = new HashSet<>(unitIds);
        readable.retainAll(cards.readable());
        if (readable.isEmpty()) {
            return Map.of();
        }
        Map<Long, List<GoalRow>> goals =
                cards.parts().planning().goals().ofUnits(cards.user(), readable, cards.periods()).stream()
                        .collect(Collectors.groupingBy(GoalRow::unitId));
        List<GoalRow> all = goals.values().stream().flatMap(List::stream).toList();
        Map<Long, Stated> judged = cards.parts()
                .followup()
                .assessments()
                .lastHandedIn(all.stream().map(row -> row.goal().id()).toList());
        Map<Cell, Standing> figures = cards.parts()
                .measuring()
                .measurements()
                .latest(readable, all.stream().flatMap(row -> row.goal().indicatorIds().stream()).collect(Collectors.toSet()));
        Map<Long, Integer> late = cards.parts().planning().activities().late(readable, cards.today());
        Map<Long, List<Fact>> facts = new HashMap<>();
        for (long unit : readable) {
            List<Fact> of = new ArrayList<>();
            List<GoalRow> own = goals.getOrDefault(unit, List.of());
            if (!own.isEmpty()) {
                of.add(new Fact(cards.text("followup.card.goals"), states(own, judged)));
            }
            of.addAll(figures(unit, own, figures));
            if (late.containsKey(unit)) {
                of.add(new Fact(cards.text("followup.card.late"), Integer.toString(late.get(unit))));
            }
            if (!of.isEmpty()) {
                facts.put(unit, of);
            }
        }
        return facts;
    }

    /** As '5: Enligt plan 3, Avvikelse 1, Ej bedömda 1'. */
    private String states(List<GoalRow> goals, Map<Long, Stated> judged) {
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        int rest = 0;
        for (GoalRow row : goals) {
            Stated stated = judged.get(row.goal().id());
            Status status = stated == null ? null : stated.assessment().judgement().status();
            if (status == null) {
                rest++;
            } else {
                counts.merge(status, 1, Integer::sum);
            }
        }
        List<String> words = new ArrayList<>();
        counts.forEach((status, count) -> words.add(cards.text("web.status." + status) + " " + count));
        if (rest > 0) {
            words.add(cards.text("followup.card.unjudged") + " " + rest);
        }
        return goals.size() + ": " + String.join(", ", words);
    }

    private List<Fact> figures(long unit, List<GoalRow> goals, Map<Cell, Standing> figures) {
        Set<Long> measuredBy = new LinkedHashSet<>();
        goals.forEach(row -> measuredBy.addAll(row.goal().indicatorIds()));
        return measuredBy.stream()
                .map(indicator -> figures.get(new Cell(indicator, unit)))
                .filter(standing -> standing != null && standing.outcome() != null)
                .limit(FIGURES)
                .map(standing -> new Fact(standing.indicator().name(), cards.figure(standing)))
                .toList();
    }
}
