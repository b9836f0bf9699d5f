package se.samsyn.distribution.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import se.samsyn.core.database.Times;

/** A clock that travels through the demo municipality's years, so that its history has the dates it would have had. */
final class DemoClock extends Clock {

    /** The server that the meetings are written at reads it from its threads. */
    private volatile Instant now = Instant.EPOCH;

    /** Working hours of the day. */
    void travelTo(LocalDate day) {
        travelTo(day, LocalTime.of(9, 12));
    }

    void travelTo(LocalDate day, LocalTime time) {
        now = day.atTime(time).atZone(Times.ZONE).toInstant();
    }

    void passMinutes(long minutes) {
        now = now.plusSeconds(minutes * 60);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return Times.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
