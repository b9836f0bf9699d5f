package se.samsyn.core.people;

import java.time.LocalDate;
import se.samsyn.api.access.Role;

/** What the change log keeps of a delegation: it says whose role it was when that role is gone as well. */
record LentRole(
        long assignmentId,
        long userId,
        Role role,
        long unitId,
        long toUserId,
        LocalDate validFrom,
        LocalDate validTo) {

    static LentRole of(RoleAssignment role, Delegation lent) {
        return new LentRole(
                role.id(),
                role.userId(),
                role.role(),
                role.unitId(),
                lent.toUserId(),
                lent.validFrom(),
                lent.validTo());
    }
}
