package se.samsyn.core.people;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;

/**
 * A role that a person has on a unit and below it.
 *
 * @param validFrom the first day; null when it has always been
 * @param validTo the last day; null while it goes on
 */
public record RoleAssignment(
        long id,
        long userId,
        Role role,
        long unitId,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        int version) {

    /** Whether the other is the same role on the same unit, held on some of the same days. */
    public boolean overlaps(RoleAssignment other) {
        return role == other.role
                && unitId == other.unitId
                && (other.validTo == null || validFrom == null || !validFrom.isAfter(other.validTo))
                && (validTo == null || other.validFrom == null || !validTo.isBefore(other.validFrom));
    }

    public boolean validOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
    }
}
