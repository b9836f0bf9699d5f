package se.samsyn.core.calendar;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.work.CalendarSource.Span;
import se.samsyn.core.access.CurrentUser;

/** Knows some of the rings of the annual wheel; core's domains and the plugins each are one. */
@FunctionalInterface
public interface WheelRings {

    /** What the user may see of it. */
    Answer rings(CurrentUser user, Asked asked);

    /**
     * What a wheel shows.
     *
     * @param span the days of its year
     * @param unitId the unit whose wheel it is; null for all that the user sees
     */
    record Asked(Span span, @Nullable Long unitId) {}

    /**
     * A kind of things that happen.
     *
     * @param key a domain of core's or the id of a plugin
     * @param name in the user's language
     */
    record Ring(String key, String name, List<CalendarDate> dates) {}

    /**
     * What is known.
     *
     * @param missing the names of the plugins whose dates could not be read, in the user's language
     */
    record Answer(List<Ring> rings, List<String> missing) {

        /** All that there is of one kind. */
        public static Answer of(String key, String name, List<CalendarDate> dates) {
            return new Answer(List.of(new Ring(key, name, dates)), List.of());
        }

        /** What there is of a kind that the user sees nothing of. */
        public static Answer none() {
            return new Answer(List.of(), List.of());
        }
    }
}
