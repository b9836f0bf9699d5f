package se.samsyn.core.access;

import org.jspecify.annotations.Nullable;

/**
 * A permission that has been checked: what every write needs, and whom the history names.
 *
 * @param userId who acts; null for the system itself
 * @param forUserId for whom, when the role that allowed it was delegated
 * @param origin from where: {@code web}, {@code api}, {@code cli}, {@code import} or {@code plugin:<id>}
 */
public record Grant(@Nullable Long userId, @Nullable Long forUserId, String origin) {

    /** For what the system does by itself or an operator does from the command line. */
    public static Grant system(String origin) {
        return new Grant(null, null, origin);
    }
}
