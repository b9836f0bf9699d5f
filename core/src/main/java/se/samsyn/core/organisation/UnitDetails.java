package se.samsyn.core.organisation;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.organisation.Unit.Standing;

/** What one decides about a unit; the rest of {@link Unit} follows from saving it. */
public record UnitDetails(
        @Nullable Long parentId,
        Standing standing,
        UnitKind kind,
        String name,
        Map<String, String> identifiers,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo) {

    public UnitDetails {
        identifiers = Map.copyOf(identifiers);
    }

    public static UnitDetails of(Unit unit) {
        return new UnitDetails(
                unit.parentId(),
                unit.standing(),
                unit.kind(),
                unit.name(),
                unit.identifiers(),
                unit.validFrom(),
                unit.validTo());
    }

    /** A unit of our own, valid from now on and without identifiers. */
    public static UnitDetails own(@Nullable Long parentId, UnitKind kind, String name) {
        return new UnitDetails(parentId, Standing.OWN, kind, name, Map.of(), null, null);
    }

    public UnitDetails under(@Nullable Long newParentId) {
        return new UnitDetails(newParentId, standing, kind, name, identifiers, validFrom, validTo);
    }

    public UnitDetails until(@Nullable LocalDate lastDay) {
        return new UnitDetails(parentId, standing, kind, name, identifiers, validFrom, lastDay);
    }

    public UnitDetails identifiedBy(Map<String, String> newIdentifiers) {
        return new UnitDetails(parentId, standing, kind, name, newIdentifiers, validFrom, validTo);
    }

    public UnitDetails named(String newName) {
        return new UnitDetails(parentId, standing, kind, newName, identifiers, validFrom, validTo);
    }

    Unit as(long id, int version) {
        return new Unit(id, parentId, standing, kind, name, identifiers, validFrom, validTo, version);
    }
}
