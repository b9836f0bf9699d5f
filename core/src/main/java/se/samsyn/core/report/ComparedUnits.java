package se.samsyn.core.report;

import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.Assignment;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Times;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.organisation.UnitRepository;

/** The units of our own that a person may compare: those within their reach that do the work themselves. */
final class ComparedUnits {

    private static final Set<UnitKind> GOVERNING =
            EnumSet.of(UnitKind.MUNICIPALITY, UnitKind.ADMINISTRATION, UnitKind.AREA, UnitKind.OFFICE);

    private static final Set<UnitKind> AREAS = EnumSet.of(UnitKind.ADMINISTRATION, UnitKind.AREA);

    private final UnitRepository units;
    private final Clock clock;

    ComparedUnits(UnitRepository units, Clock clock) {
        this.units = units;
        this.clock = clock;
    }

    /**
     * What there is to compare for a person.
     *
     * @param kinds the kinds there are, with how many of each
     * @param areas the administrations and areas that they are under, by name, with the ids of those under each
     * @param usual the kind that suits the person: their own unit's, else the most common
     */
    record Choice(
            List<Unit> all, Map<UnitKind, Integer> kinds, Map<Unit, Set<Long>> areas, @Nullable UnitKind usual) {

        List<Unit> of(CompareQuery query) {
            return all.stream()
                    .filter(unit -> query.every() || unit.kind() == query.kind())
                    .filter(unit -> under(query.areaId(), unit))
                    .toList();
        }

        private boolean under(@Nullable Long areaId, Unit unit) {
            return areas.entrySet().stream()
                    .filter(area -> areaId != null && area.getKey().id() == areaId)
                    .allMatch(area -> area.getValue().contains(unit.id()));
        }
    }

    Choice of(CurrentUser user) {
        Set<Long> reach = user.units(PLAN_READ);
        LocalDate today = Times.date(clock.instant());
        List<Unit> own = units.all(Standing.OWN);
        List<Unit> all = own.stream()
                .filter(unit -> reach.contains(unit.id()) && unit.validOn(today) && !GOVERNING.contains(unit.kind()))
                .toList();
        Map<UnitKind, Integer> kinds = new EnumMap<>(UnitKind.class);
        all.forEach(unit -> kinds.merge(unit.kind(), 1, Integer::sum));
        Optional<UnitKind> theirs = user.assignments().stream()
                .map(Assignment::unitId)
                .flatMap(id -> all.stream().filter(unit -> unit.id() == id))
                .map(Unit::kind)
                .findFirst();
        return new Choice(all, kinds, areas(own, all), theirs.or(() -> mostCommon(kinds)).orElse(null));
    }

    private static Map<Unit, Set<Long>> areas(List<Unit> own, List<Unit> compared) {
        Map<Long, Unit> byId = own.stream().collect(Collectors.toMap(Unit::id, unit -> unit));
        Map<Unit, Set<Long>> areas = new TreeMap<>(CompareService.BY_NAME);
        for (Unit unit : compared) {
            for (Unit above = byId.get(unit.parentId()); above != null; above = byId.get(above.parentId())) {
                if (AREAS.contains(above.kind())) {
                    areas.computeIfAbsent(above, area -> new HashSet<>()).add(unit.id());
                }
            }
        }
        return areas;
    }

    private static Optional<UnitKind> mostCommon(Map<UnitKind, Integer> kinds) {
        // Compulsory schools first: they are what most figures are published for.
        return kinds.containsKey(UnitKind.COMPULSORY_SCHOOL)
                ? Optional.of(UnitKind.COMPULSORY_SCHOOL)
                : kinds.entrySet().stream()
                        .max(Comparator.comparing(Map.Entry::getValue))
                        .map(Map.Entry::getKey);
    }
}
