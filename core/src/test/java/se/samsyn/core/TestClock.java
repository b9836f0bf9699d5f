package se.samsyn.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import se.samsyn.core.database.Times;

/** A clock that stands until it is moved. */
public final class TestClock extends Clock {

    private volatile Instant now = Instant.parse("2026-10-12T08:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void set(Instant instant) {
        now = instant;
    }

    /** Noon of the day, in Sweden. */
    public void set(LocalDate day) {
        now = day.atTime(LocalTime.NOON).atZone(Times.ZONE).toInstant();
    }

    public void forward(Duration duration) {
        now = now.plus(duration);
    }

    public LocalDate today() {
        return Times.date(now);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
