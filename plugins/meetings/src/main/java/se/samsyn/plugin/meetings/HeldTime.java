package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When a meeting was held, which is seldom when it was planned; the minutes say so. */
final class HeldTime {

    private HeldTime() {}

    /** What is proposed to whoever ends the meeting. */
    record Proposed(LocalTime from, LocalTime to) {}

    /** From when it really began to now; as planned where that is another day, as when notes are written afterwards. */
    static Proposed proposed(Meeting meeting, Instant now) {
        LocalDate day = meeting.day();
        Instant began = meeting.beganAt();
        boolean really = began != null
                && Times.day(began).equals(day)
                && Times.day(now).equals(day)
                && minute(Times.time(now)).isAfter(minute(Times.time(began)));
        return really
                ? new Proposed(minute(Times.time(began)), minute(Times.time(now)))
                : new Proposed(minute(Times.time(meeting.startsAt())), minute(Times.time(meeting.endsAt())));
    }

    private static LocalTime minute(LocalTime time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    /** As the form says, where the meeting is ended and the form says so. Null when it is wrong, which the input says then. */
    static MeetingRepository.@Nullable Details read(Input input, Meeting meeting, Meeting.State next) {
        if (next != Meeting.State.HELD || !input.has("began")) {
            return MeetingRepository.Details.of(meeting);
        }
        LocalTime from = input.time("began");
        LocalTime to = input.time("ended");
        if (from != null && to != null && !to.isAfter(from)) {
            input.reject("ended", "end.to.before");
        }
        return !input.valid() || from == null || to == null
                ? null
                : new MeetingRepository.Details(
                        Times.at(meeting.day(), from), Times.at(meeting.day(), to), meeting.place());
    }
}
