package se.samsyn.core.imports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.imports.UnitDirectory.Entry;
import se.samsyn.core.imports.Verdict.Difference;
import se.samsyn.core.imports.format.Item.Authority;
import se.samsyn.core.imports.format.Item.UnitItem;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.organisation.UnitDetails;

/** What a file makes of units: which unit an item is, what it would be, and what that changes. */
final class UnitDrafts {

    private final UnitDirectory units;

    UnitDrafts(UnitDirectory units) {
        this.units = units;
    }

    /** By what it is known by, else by any other identifier that it alone can have. */
    Optional<Entry> find(UnitItem item) {
        Optional<Entry> found = units.find(item.ref());
        if (found.isPresent() || item.ref().equals(UnitItem.ROOT)) {
            return found;
        }
        return item.identifiers().entrySet().stream()
                .filter(identifier -> !identifier.getKey().equals("organisationsnummer"))
                .map(identifier -> units.find(identifier.getKey() + ':' + identifier.getValue()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A new unit as the file has it. */
    UnitDetails details(UnitItem item) {
        Long parent = null;
        if (item.standing() == Standing.OWN && !item.ref().equals(UnitItem.ROOT)) {
            Optional<Entry> above = item.parent() == null ? units.usualParent() : units.find(item.parent());
            parent = above.map(Entry::id).orElse(null);
        }
        return new UnitDetails(
                parent,
                item.standing(),
                item.kind(),
                item.name(),
                identifiers(item, 0, Map.of()),
                item.validFrom(),
                item.validTo());
    }

    /** The unit with what the file decides of it. */
    UnitDetails wanted(UnitItem item, Unit unit) {
        Map<String, String> identifiers = identifiers(item, unit.id(), unit.identifiers());
        UnitDetails now = UnitDetails.of(unit).identifiedBy(identifiers);
        if (item.authority() == Authority.IDENTIFIERS) {
            return now;
        }
        if (item.authority() == Authority.NAME) {
            return now.named(item.name());
        }
        Long parent = item.parent() == null
                ? unit.parentId()
                : units.find(item.parent()).map(Entry::id).orElse(unit.parentId());
        return new UnitDetails(
                parent,
                item.standing(),
                item.kind(),
                item.name(),
                identifiers,
                item.validFrom(),
                item.validTo());
    }

    /** What it has and what the file adds, but for what another unit has already. */
    private Map<String, String> identifiers(UnitItem item, long id, Map<String, String> before) {
        Map<String, String> identifiers = new TreeMap<>(before);
        item.identifiers().forEach((scheme, value) -> {
            if (units.find(scheme + ':' + value).filter(other -> other.id() != id).isEmpty()) {
                identifiers.put(scheme, value);
            }
        });
        return identifiers;
    }

    /** The ids of those of the references that are known. */
    Set<Long> ids(@Nullable List<String> refs) {
        Set<Long> ids = new HashSet<>();
        for (String ref : refs == null ? List.<String>of() : refs) {
            units.find(ref).ifPresent(entry -> ids.add(entry.id()));
        }
        return ids;
    }

    /** What becomes another when the unit gets these details. */
    List<Difference> differences(Unit before, UnitDetails after) {
        List<Difference> changes = new ArrayList<>();
        compare(changes, "name", before.name(), after.name());
        compare(changes, "kind", before.kind().name(), after.kind().name());
        compare(changes, "standing", before.standing().name(), after.standing().name());
        compare(changes, "parent", name(before.parentId()), name(after.parentId()));
        compare(changes, "identifiers", text(before.identifiers()), text(after.identifiers()));
        compare(changes, "validfrom", text(before.validFrom()), text(after.validFrom()));
        compare(changes, "validto", text(before.validTo()), text(after.validTo()));
        return changes;
    }

    private static void compare(List<Difference> changes, String field, String before, String after) {
        if (!before.equals(after)) {
            changes.add(new Difference(field, before, after));
        }
    }

    /** What the unit is called; empty when there is none. */
    String name(@Nullable Long id) {
        return id == null ? "" : units.find("id:" + id).map(Entry::name).orElse("");
    }

    private static String text(@Nullable LocalDate date) {
        return Objects.toString(date, "");
    }

    private static String text(Map<String, String> identifiers) {
        return new TreeMap<>(identifiers)
                .entrySet().stream().map(e -> e.getKey() + ":" + e.getValue()).collect(Collectors.joining(", "));
    }
}
