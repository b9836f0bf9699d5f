package se.samsyn.core.plugin;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.organisation.Unit;
import se.samsyn.api.organisation.Units;
import se.samsyn.api.people.People;
import se.samsyn.api.service.Services;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.database.Times;
import se.samsyn.core.organisation.UnitNode;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserRepository;

/** Core's data as one user may see it. Whoever is not signed in sees nothing. */
public record CallerServices(CurrentUser user, UnitRepository unitRows, UserRepository userRows, Clock clock)
        implements Services {

    @Override
    public Units units() {
        return new OwnUnits();
    }

    @Override
    public People people() {
        return this::names;
    }

    private boolean sees() {
        return user.signedIn() || user.system();
    }

    private static List<Long> numbers(Collection<String> ids) {
        return ids.stream()
                .map(Ids::parse)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .distinct()
                .toList();
    }

    private Map<String, String> names(Collection<String> ids) {
        List<Long> numbers = numbers(ids);
        if (!sees() || numbers.isEmpty()) {
            return Map.of();
        }
        return userRows.find(numbers).values().stream()
                .collect(Collectors.toMap(found -> Long.toString(found.id()), User::name));
    }

    private final class OwnUnits implements Units {

        @Override
        public Optional<Unit> find(String id) {
            return Optional.ofNullable(find(List.of(id)).get(id));
        }

        @Override
        public Map<String, Unit> find(Collection<String> ids) {
            List<Long> numbers = numbers(ids);
            if (!sees() || numbers.isEmpty()) {
                return Map.of();
            }
            Map<String, Unit> found = new LinkedHashMap<>();
            unitRows.find(numbers).values().stream()
                    .filter(this::ownToday)
                    .forEach(unit -> found.put(Long.toString(unit.id()), shown(unit)));
            return found;
        }

        @Override
        public List<Unit> all() {
            return !sees()
                    ? List.of()
                    : unitRows.tree(today()).stream().flatMap(UnitNode::flat).map(UnitNode::unit).map(this::shown).toList();
        }

        private LocalDate today() {
            return Times.date(clock.instant());
        }

        private boolean ownToday(se.samsyn.core.organisation.Unit unit) {
            return unit.standing() == se.samsyn.core.organisation.Unit.Standing.OWN && unit.validOn(today());
        }

        private Unit shown(se.samsyn.core.organisation.Unit unit) {
            @Nullable Long parent = unit.parentId();
            return new Unit(
                    Long.toString(unit.id()),
                    unit.name(),
                    unit.kind().name(),
                    parent == null ? null : Long.toString(parent),
                    Map.copyOf(unit.identifiers()));
        }
    }
}
