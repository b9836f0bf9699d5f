package se.samsyn.core.planning;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.measuring.Cell;
import se.samsyn.core.measuring.Figure;
import se.samsyn.core.measuring.FrozenTargets;
import se.samsyn.core.measuring.Indicator.Periodicity;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Period;

/** The targets of proposed and adopted plans: those of the plan's unit and year on the indicators of its goals. */
public final class AdoptedTargets implements FrozenTargets {

    private final Jdbi jdbi;

    public AdoptedTargets(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Set<Figure> among(Collection<Figure> figures) {
        Set<Figure> targets =
                figures.stream().filter(figure -> figure.kind() == Kind.TARGET).collect(Collectors.toSet());
        if (targets.isEmpty()) {
            return Set.of();
        }
        Map<Cell, Set<Period>> adopted = adopted(targets);
        targets.removeIf(figure -> !adopted.getOrDefault(new Cell(figure.indicatorId(), figure.unitId()), Set.of())
                .contains(figure.period()));
        return targets;
    }

    private Map<Cell, Set<Period>> adopted(Set<Figure> targets) {
        Map<Cell, Set<Period>> adopted = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(
                        """
                        select distinct p.unit_id, p.period, i.id as indicator_id, i.periodicity
                          from plan p
                          join goal g on g.plan_id = p.id and g.removed = false
                          join goal_indicator gi on gi.goal_id = g.id
                          join indicator i on i.id = gi.indicator_id
                         where p.state in ('PROPOSED', 'ADOPTED') and p.unit_id in (<units>) and i.id in (<indicators>)
                        """)
                .bindList("units", List.copyOf(targets.stream().map(Figure::unitId).collect(Collectors.toSet())))
                .bindList(
                        "indicators", List.copyOf(targets.stream().map(Figure::indicatorId).collect(Collectors.toSet())))
                .map((row, context) -> adopted.computeIfAbsent(
                                new Cell(row.getLong("indicator_id"), row.getLong("unit_id")), cell -> new HashSet<>())
                        .add(TargetService.period(
                                Period.of(row.getString("period")), Periodicity.valueOf(row.getString("periodicity")))))
                .list());
        return adopted;
    }
}
