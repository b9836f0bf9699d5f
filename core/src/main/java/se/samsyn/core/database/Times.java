package se.samsyn.core.database;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Text forms of time. Instants have exactly three decimals: a variable width sorts wrongly as text. */
public final class Times {

    /** The zone that dates are meant in. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm").withZone(ZONE);

    private Times() {}

    public static String text(Instant instant) {
        return INSTANT.format(instant);
    }

    public static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    /** The time of day, as people read it on a clock. */
    public static String time(Instant instant) {
        return CLOCK.format(instant);
    }

    /** The first instant after the day, so that 'as of' a date includes all of it. */
    public static Instant endOf(LocalDate date) {
        return date.plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
