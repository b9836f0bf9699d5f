package se.samsyn.api.work;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something with a time. One from a midnight to the next, in Europe/Stockholm, takes all of its day, and is shown without
 * times: {@link #onDay}.
 *
 * <pre>{@code
 * return new CalendarEntry(
 *         "meeting-" + meeting.id(),
 *         revision,
 *         name,
 *         text,
 *         meeting.place(),
 *         meeting.startsAt(),
 *         meeting.endsAt(),
 *         "/meetings/" + meeting.id(),
 *         cancelled);
 * }</pre>
 *
 * @param key the same for this entry for ever, unique within the plugin; the calendar programs that subscribe know it by
 *     this
 * @param revision grows with each change, from 0
 * @param title what it is
 * @param text more about it; may be empty
 * @param place where; may be empty
 * @param start when it begins
 * @param end when it ends, after the start
 * @param path the route of the plugin that shows it, from a slash on
 * @param cancelled whether it was called off
 * @param unitId the unit that it belongs to, on whose annual wheel it then stands; null when it belongs to none, and then
 *     it stands on the wheel of each: {@link #onUnit}
 * @since 0.9.0
 */
public record CalendarEntry(
        String key,
        int revision,
        String title,
        String text,
        String place,
        Instant start,
        Instant end,
        String path,
        boolean cancelled,
        @Nullable String unitId) {

    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    public CalendarEntry {
        Objects.requireNonNull(key);
        Objects.requireNonNull(title);
        Objects.requireNonNull(text);
        Objects.requireNonNull(place);
        Objects.requireNonNull(path);
        if (revision < 0) {
            throw new IllegalArgumentException("The revision is from 0: " + revision);
        }
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("It ends after it has begun: " + key);
        }
    }

    /** Something that belongs to no unit. */
    public CalendarEntry(
            String key,
            int revision,
            String title,
            String text,
            String place,
            Instant start,
            Instant end,
            String path,
            boolean cancelled) {
        this(key, revision, title, text, place, start, end, path, cancelled, null);
    }

    /**
     * The same, as the unit's own.
     *
     * @param unit the id of one of the municipality's own units
     */
    public CalendarEntry onUnit(String unit) {
        return new CalendarEntry(key, revision, title, text, place, start, end, path, cancelled, unit);
    }

    /**
     * Something that takes all of a day, without a place.
     *
     * @param day in Europe/Stockholm
     */
    public static CalendarEntry onDay(String key, int revision, String title, String text, LocalDate day, String path) {
        return new CalendarEntry(key, revision, title, text, "", midnight(day), midnight(day.plusDays(1)), path, false);
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
