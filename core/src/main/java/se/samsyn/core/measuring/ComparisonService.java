package se.samsyn.core.measuring;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.organisation.UnitRepository;

/** What a unit is held beside: its municipality, the country, other municipalities and groups of them. */
public final class ComparisonService {

    private static final String SCHEME = "kolada";
    private static final String COUNTRY = "0000";

    private final UnitRepository units;
    private final AggregateRepository aggregates;

    public ComparisonService(Jdbi jdbi, UnitRepository units) {
        this.units = units;
        this.aggregates = new AggregateRepository(jdbi);
    }

    public Optional<Unit> municipality() {
        return units.root();
    }

    public Optional<Unit> country() {
        return units.byIdentifier(SCHEME, COUNTRY);
    }

    /** The bodies, country apart, that there are figures of for the indicator. */
    public List<Unit> choices(long indicatorId) {
        return units.find(aggregates.comparable(indicatorId)).values().stream()
                .filter(unit -> unit.kind() != UnitKind.COUNTRY)
                .toList();
    }

    /** Our own units' outcomes put together, for indicators that say how; by indicator and period. */
    public Map<Long, Map<Period, Aggregate>> ofOwnUnits(Collection<Long> indicatorIds, Collection<Period> periods) {
        Map<Long, Map<Period, Aggregate>> found = new HashMap<>();
        for (Aggregate aggregate : aggregates.ofOwnUnits(indicatorIds, periods)) {
            found.computeIfAbsent(aggregate.indicatorId(), id -> new HashMap<>()).put(aggregate.period(), aggregate);
        }
        return found;
    }

    /** The means of a group that has no figures of its own. */
    public List<Aggregate> ofGroup(long indicatorId, long groupId) {
        return aggregates.ofGroup(indicatorId, groupId);
    }
}
