package se.samsyn.core.measuring;

import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.Assignment;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.IndicatorPages.Option;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.organisation.UnitNode;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.web.NotFound;

/** The units whose figures a person may read: their reach of our own, and everyone else's, which are public. */
final class ReadableUnits {

    private final UnitRepository units;
    private final Clock clock;

    ReadableUnits(UnitRepository units, Clock clock) {
        this.units = units;
        this.clock = clock;
    }

    /**
     * The unit that an address asks for; without one the person's own.
     *
     * @throws NotFound when there is no such unit
     * @throws AccessDenied when the person may not read it
     */
    Unit chosen(CurrentUser user, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return own(user);
        }
        OptionalLong id = Ids.parse(text);
        Unit unit = (id.isEmpty() ? Optional.<Unit>empty() : units.find(id.getAsLong()))
                .orElseThrow(() -> new NotFound("unit " + text));
        if (unit.standing() == Standing.OWN && !user.may(PLAN_READ, unit.id())) {
            throw new AccessDenied(PLAN_READ);
        }
        return unit;
    }

    /**
     * As {@link #chosen(CurrentUser, String)}; without one in the address the first of the person's own that is measured.
     *
     * @param measured the units that there is something to show of
     */
    Unit chosen(CurrentUser user, @Nullable String text, Set<Long> measured) {
        if (text == null || text.isBlank()) {
            for (Assignment assignment : user.assignments()) {
                if (measured.contains(assignment.unitId())) {
                    return chosen(user, Long.toString(assignment.unitId()));
                }
            }
        }
        return chosen(user, text);
    }

    /** Every unit of ours that the person may read, in the order of the tree. */
    List<Unit> ours(CurrentUser user) {
        Set<Long> reach = user.units(PLAN_READ);
        return units.tree(Times.date(clock.instant())).stream()
                .flatMap(UnitNode::flat)
                .map(UnitNode::unit)
                .filter(unit -> reach.contains(unit.id()))
                .toList();
    }

    /** Every unit of ours that the person may read, in the order of the tree, and the one that is shown. */
    List<Option> options(CurrentUser user, Unit shown) {
        List<Option> options = new ArrayList<>(ours(user).stream()
                .map(unit -> new Option(Long.toString(unit.id()), unit.name()))
                .toList());
        String id = Long.toString(shown.id());
        if (options.stream().noneMatch(option -> option.value().equals(id))) {
            options.add(new Option(id, shown.name()));
        }
        return options;
    }

    private Unit own(CurrentUser user) {
        for (Assignment assignment : user.assignments()) {
            Optional<Unit> unit = units.find(assignment.unitId());
            if (unit.isPresent() && user.may(PLAN_READ, assignment.unitId())) {
                return unit.get();
            }
        }
        return units.root()
                .filter(root -> user.may(PLAN_READ, root.id()))
                .orElseThrow(() -> new AccessDenied(PLAN_READ));
    }
}
