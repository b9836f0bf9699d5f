package se.samsyn.core.followup;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a person: a row on 'Min sida'.
 *
 * @param title begins with a verb
 * @param reason why it is theirs
 * @param due null when there is no day
 * @param dueText the day in words, such as '6 dagar försenad'; empty when there is no day
 * @param color of the row's mark
 * @param action what the button says
 * @param finish how it is said to be done where it stands; null when it takes more than that
 */
public record MyTask(
        String title,
        String reason,
        @Nullable LocalDate due,
        String dueText,
        boolean late,
        String icon,
        String color,
        String href,
        String action,
        @Nullable Finish finish) {

    /**
     * What one press finishes.
     *
     * @param href what is posted to
     * @param version the one that is seen, or null where there are none
     */
    public record Finish(String href, @Nullable Integer version) {}

    MyTask(
            String title,
            String reason,
            @Nullable LocalDate due,
            String dueText,
            boolean late,
            String icon,
            String color,
            String href,
            String action) {
        this(title, reason, due, dueText, late, icon, color, href, action, null);
    }
}
