package se.samsyn.plugin.meetings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;

/** When a meeting was held, which is seldom when it was planned; the minutes say so. */
final class HeldTime {

    /** Whoever begins a meeting further from its time than this is asked first. */
    private static final Duration USUAL = Duration.ofHours(2);

    /** No meeting is planned for longer. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private HeldTime() {}

    /** Whether it is long before or after the time that it was planned for. */
    static boolean unusual(Meeting meeting, Instant now) {
        return Duration.between(now, meeting.startsAt()).abs().compareTo(USUAL) > 0;
    }

    /** When it really began, in words: the day as well where it is not the planned one; empty before that. */
    static String began(Request request, Meeting meeting) {
        Instant began = meeting.beganAt();
        if (began == null) {
            return "";
        }
        return Times.day(began).equals(meeting.day()) ? Times.clock(began, request.locale()) : Views.moment(request, began);
    }

    /** When it is over if it takes as long as planned, from when it really began. */
    static Instant ends(Meeting meeting) {
        return meeting.beganAt() == null
                ? meeting.endsAt()
                : meeting.beganAt().plus(Duration.between(meeting.startsAt(), meeting.endsAt()));
    }

    /** The day that it is held, as far as is known: it may have been begun before the planned one. */
    static LocalDate day(Meeting meeting) {
        Instant began = meeting.beganAt();
        boolean before = began != null && meeting.endedAt() == null && Times.day(began).isBefore(meeting.day());
        return before ? Times.day(began) : meeting.day();
    }

    /** What is proposed to whoever ends the meeting. */
    record Proposed(LocalDate day, LocalTime from, LocalTime to) {}

    /**
     * From when it really began to now, or for as long as planned where that was forgotten on a day before the planned one. As
     * planned where it was begun on a later day, as when notes are written afterwards, or would go on over a midnight that it
     * was not planned over; and as was said already where it was ended before and is taken up again.
     */
    static Proposed proposed(Meeting meeting, Instant now) {
        Instant began = meeting.beganAt();
        if (began == null || meeting.endedAt() != null || Times.day(began).isAfter(meeting.day())) {
            return planned(meeting, now);
        }
        LocalDate last = Times.day(began).plusDays(nights(meeting));
        boolean really = !Times.day(now).isAfter(last)
                && now.truncatedTo(ChronoUnit.MINUTES).isAfter(began.truncatedTo(ChronoUnit.MINUTES))
                && Duration.between(began, now).compareTo(LONGEST) < 0;
        if (really) {
            return proposed(began, now);
        }
        boolean later = Times.day(ends(meeting)).isAfter(last);
        return later || Times.day(began).equals(meeting.day()) ? planned(meeting, now) : proposed(began, ends(meeting));
    }

    /** It may have been planned for a day to come, which it cannot have been held on. */
    private static Proposed planned(Meeting meeting, Instant now) {
        Proposed planned = proposed(meeting.startsAt(), meeting.endsAt());
        LocalDate today = Times.day(now);
        return planned.day().isAfter(today) ? new Proposed(today, planned.from(), planned.to()) : planned;
    }

    /** One from longer ago than notes are written of afterwards was held on its own day still, or when it began. */
    private static LocalDate earliest(Meeting meeting, LocalDate today) {
        LocalDate began = meeting.beganAt() == null ? meeting.day() : Times.day(meeting.beganAt());
        return Stream.of(today.minusYears(MeetingDetails.YEARS_BACK), meeting.day(), began)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Proposed proposed(Instant from, Instant to) {
        return new Proposed(Times.day(from), minute(Times.time(from)), minute(Times.time(to)));
    }

    /** How many midnights it is planned over. */
    private static long nights(Meeting meeting) {
        return ChronoUnit.DAYS.between(meeting.day(), Times.day(meeting.endsAt()));
    }

    private static LocalTime minute(LocalTime time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    /** As the form says, where the meeting is ended and the form says so. Null when it is wrong, which the input says then. */
    static MeetingRepository.@Nullable Details read(Input input, Meeting meeting, Meeting.State next, LocalDate today) {
        if (next != Meeting.State.HELD || !input.has("began")) {
            return MeetingRepository.Details.of(meeting);
        }
        LocalDate day = input.has("day")
                ? input.date("day", earliest(meeting, today), "end.day.early", today, "end.day.late")
                : meeting.day();
        if (day == null) {
            input.reject("day", "input.required");
        }
        LocalTime from = input.time("began");
        LocalTime to = input.time("ended");
        boolean nextDay = from != null && to != null && !to.isAfter(from) && nights(meeting) > 0;
        if (from != null && to != null && !to.isAfter(from) && !nextDay) {
            input.reject("ended", "end.to.before");
        }
        return !input.valid() || day == null || from == null || to == null
                ? null
                : new MeetingRepository.Details(
                        Times.at(day, from), Times.at(day.plusDays(nextDay ? 1 : 0), to), meeting.place());
    }
}
