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

    public boolean validOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
    }
}
