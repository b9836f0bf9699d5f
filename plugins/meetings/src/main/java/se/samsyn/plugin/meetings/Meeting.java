package se.samsyn.plugin.meetings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One meeting of a series.
 *
 * @param calledOffWhy empty when it is not called off, or nobody said
 * @param currentItem the item that is under way, or null
 * @param beganAt when it really began, or null
 * @param revision grows when calendars are told something of it though it has not changed
 */
public record Meeting(
        long id,
        long seriesId,
        Instant startsAt,
        Instant endsAt,
        String place,
        State state,
        boolean calledOff,
        String calledOffWhy,
        @Nullable Long currentItem,
        @Nullable Instant beganAt,
        @Nullable Instant endedAt,
        int version,
        int revision) {

    static final String ENTITY = "meeting";

    /** The steps of a meeting, in order. The message {@code meeting.state.<NAME>} names each. */
    public enum State {
        PLANNED,
        ONGOING,
        HELD,
        /** Its minutes are attested and not changed any more. */
        ATTESTED
    }

    public String address() {
        return address(id);
    }

    static String address(long id) {
        return Series.BASE + "/meetings/" + id;
    }

    /** What is told of it to those who have it open. */
    String topic() {
        return topic(id);
    }

    static String topic(long id) {
        return "meeting-" + id;
    }

    public LocalDate day() {
        return Times.day(startsAt);
    }

    public int minutes() {
        return (int) Duration.between(startsAt, endsAt).toMinutes();
    }

    public Place where() {
        return Place.of(place);
    }

    /** Whether its time has passed, and nobody has begun it or called it off. */
    boolean missed(Instant now) {
        return state == State.PLANNED && !calledOff && endsAt.isBefore(now);
    }

    /** Whether its agenda and what is written can be changed. */
    boolean open() {
        return state != State.ATTESTED && !calledOff;
    }

    /** Grows each time that calendars are to take what they are told instead of what they were told before. */
    int sequence() {
        return version + revision;
    }

    ChangeTrail.Entity entity() {
        return new ChangeTrail.Entity(ENTITY, id, id);
    }
}
