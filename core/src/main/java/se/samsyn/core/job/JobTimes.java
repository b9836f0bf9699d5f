package se.samsyn.core.job;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import se.samsyn.api.job.Schedule;
import se.samsyn.core.database.Times;

/** When schedules want their jobs to run. */
final class JobTimes {

    private JobTimes() {}

    /** When a job that has never been known begins. */
    static Optional<Instant> first(Schedule schedule, Instant now) {
        return schedule instanceof Schedule.Every ? Optional.of(now) : after(schedule, now);
    }

    /** When a job begins next that has just ended. */
    static Optional<Instant> after(Schedule schedule, Instant now) {
        if (schedule instanceof Schedule.Daily daily) {
            ZonedDateTime today = now.atZone(Times.ZONE);
            Instant at = today.toLocalDate().atTime(daily.at()).atZone(Times.ZONE).toInstant();
            return Optional.of(
                    at.isAfter(now)
                            ? at
                            : today.toLocalDate().plusDays(1).atTime(daily.at()).atZone(Times.ZONE).toInstant());
        }
        if (schedule instanceof Schedule.Every every) {
            return Optional.of(now.plus(every.pause()));
        }
        return Optional.empty();
    }
}
