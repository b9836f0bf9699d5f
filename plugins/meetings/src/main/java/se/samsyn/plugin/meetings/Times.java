package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Instants and days as they are stored, and as people of the municipality read them. */
final class Times {

    static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    /** Exactly three decimals, so that text order is time order. */
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    static String text(Instant instant) {
        return INSTANT.format(instant);
    }

    static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    static LocalTime time(Instant instant) {
        return LocalTime.ofInstant(instant, ZONE);
    }

    static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant();
    }

    /** As 14.32 in Swedish and 14:32 in English. */
    static String clock(Instant instant, Locale locale) {
        return DateTimeFormatter.ofPattern(locale.getLanguage().equals("sv") ? "HH.mm" : "HH:mm").format(time(instant));
    }

    /** As 'torsdag 26 november 2026'. */
    static String longDay(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", locale).format(day);
    }

    /** As '26 nov 2026'. */
    static String shortDay(LocalDate day, Locale locale) {
        String month = day.getMonth().getDisplayName(TextStyle.SHORT, locale).replace(".", "");
        return day.getDayOfMonth() + " " + month + " " + day.getYear();
    }
}
