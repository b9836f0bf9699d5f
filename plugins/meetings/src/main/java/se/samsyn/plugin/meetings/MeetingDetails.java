package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When and where a meeting is, read from a form; and when the ones after it are when it is repeated. */
final class MeetingDetails {

    static final int MOST_AT_ONCE = 26;

    /** Notes of a meeting that was held may be written afterwards. */
    static final int YEARS_BACK = 1;

    private static final int YEARS_AHEAD = 3;

    private MeetingDetails() {}

    /**
     * Null when something is wrong, which the input says then.
     *
     * @param before the day that the meeting has already, which it may keep, or null
     */
    static MeetingRepository.@Nullable Details read(
            Input input, int minutesOtherwise, LocalDate today, @Nullable LocalDate before) {
        LocalDate day = input.value("day").equals(String.valueOf(before))
                ? before
                : input.date(
                        "day",
                        today.minusYears(YEARS_BACK),
                        "meeting.day.early",
                        today.plusYears(YEARS_AHEAD),
                        "meeting.day.late");
        if (day == null && input.value("day").isEmpty()) {
            input.reject("day", "input.required");
        }
        LocalTime time = input.time("time");
        int minutes = input.number("minutes", 5, 1440, minutesOtherwise);
        String place = input.line("place", Place.LONGEST);
        if (!input.valid() || day == null || time == null) {
            return null;
        }
        Instant starts = Times.at(day, time);
        return new MeetingRepository.Details(starts, starts.plusSeconds(minutes * 60L), place);
    }

    /** The same at the same time of day, so many weeks after one another. */
    static List<MeetingRepository.Details> repeated(MeetingRepository.Details first, int weeks, int times) {
        List<MeetingRepository.Details> all = new ArrayList<>();
        LocalDate day = Times.day(first.startsAt());
        LocalTime time = Times.time(first.startsAt());
        long seconds = first.endsAt().getEpochSecond() - first.startsAt().getEpochSecond();
        for (int i = 0; i < (weeks == 0 ? 1 : times); i++) {
            Instant starts = Times.at(day.plusWeeks((long) weeks * i), time);
            all.add(new MeetingRepository.Details(starts, starts.plusSeconds(seconds), first.place()));
        }
        return all;
    }
}
