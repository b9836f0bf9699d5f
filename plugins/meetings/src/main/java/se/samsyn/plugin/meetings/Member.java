package se.samsyn.plugin.meetings;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Someone who takes part in a series.
 *
 * @param personId core's id of the user
 * @param from the first day
 * @param to the last day, or null
 */
public record Member(
        long seriesId, String personId, Role role, LocalDate from, @Nullable LocalDate to, int version) {

    /** What a member does. The message {@code role.<NAME>} names each. */
    public enum Role {
        /** Ordförande. */
        CHAIR,
        /** Sekreterare. */
        SECRETARY,
        /** Justerare. */
        ATTESTER,
        /** Deltagare. */
        MEMBER;

        static Role of(String name) {
            for (Role role : values()) {
                if (role.name().equals(name)) {
                    return role;
                }
            }
            return MEMBER;
        }
    }

    /** Whether they lead the meetings, and look after the series. */
    boolean leads() {
        return role == Role.CHAIR || role == Role.SECRETARY;
    }
}
