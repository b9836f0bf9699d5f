package se.samsyn.core.plugin.service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.organisation.Unit;
import se.samsyn.api.organisation.Units;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Times;
import se.samsyn.core.organisation.UnitNode;
import se.samsyn.core.organisation.UnitRepository;

/** The organisation. */
record CallerUnits(CurrentUser user, UnitRepository units, Clock clock) implements Units {

    @Override
    public Optional<Unit> find(String id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    @Override
    public Map<String, Unit> find(Collection<String> ids) {
        List<Long> numbers = CallerIds.numbers(ids);
        if (!CallerIds.sees(user) || numbers.isEmpty()) {
            return Map.of();
        }
        Map<String, Unit> found = new LinkedHashMap<>();
        units.find(numbers).values().stream()
                .filter(this::ownToday)
                .forEach(unit -> found.put(Long.toString(unit.id()), shown(unit)));
        return found;
    }

    @Override
    public List<Unit> all() {
        return !CallerIds.sees(user)
                ? List.of()
                : units.tree(today()).stream().flatMap(UnitNode::flat).map(UnitNode::unit).map(CallerUnits::shown).toList();
    }

    private LocalDate today() {
        return Times.date(clock.instant());
    }

    private boolean ownToday(se.samsyn.core.organisation.Unit unit) {
        return unit.standing() == se.samsyn.core.organisation.Unit.Standing.OWN && unit.validOn(today());
    }

    private static Unit shown(se.samsyn.core.organisation.Unit unit) {
        @Nullable Long parent = unit.parentId();
        return new Unit(
                Long.toString(unit.id()),
                unit.name(),
                unit.kind().name(),
                parent == null ? null : Long.toString(parent),
                Map.copyOf(unit.identifiers()));
    }
}
