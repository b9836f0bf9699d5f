package se.samsyn.core.people;

import java.time.LocalDate;

/**
 * Someone lets another act in their role, from one day to another.
 *
 * @param assignmentId the role that is lent
 * @param toUserId who acts
 * @param validFrom the first day
 * @param validTo the last day
 */
public record Delegation(
        long id, long assignmentId, long toUserId, LocalDate validFrom, LocalDate validTo, int version) {

    public boolean validOn(LocalDate day) {
        return !day.isBefore(validFrom) && !day.isAfter(validTo);
    }
}
