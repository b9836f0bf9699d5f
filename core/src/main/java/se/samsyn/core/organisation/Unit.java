package se.samsyn.core.organisation;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of the organisation, or a body that it is compared with.
 *
 * @param parentId the unit above; null for the municipality itself and for everything that is not our own
 * @param identifiers external identifiers, from scheme to value: {@code skolenhetskod}, {@code kolada},
 *     {@code organisationsnummer}
 * @param validFrom the first day; null when it has always been
 * @param validTo the last day; null while it goes on
 */
public record Unit(
        long id,
        @Nullable Long parentId,
        Standing standing,
        UnitKind kind,
        String name,
        Map<String, String> identifiers,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        int version) {

    /** Whether it exists on the day. */
    public boolean validOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
    }

    /** How a unit stands to us. */
    public enum Standing {
        /** A unit of the municipality's own, within reach of roles. */
        OWN,
        /** A school run by someone else in the municipality. */
        INDEPENDENT,
        /** The country, a region, a municipality or a group of them. */
        COMPARISON
    }
}
