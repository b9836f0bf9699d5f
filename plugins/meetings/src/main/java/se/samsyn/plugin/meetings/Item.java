package se.samsyn.plugin.meetings;

import org.jspecify.annotations.Nullable;
import se.samsyn.api.subject.Subject;

/**
 * Something on a meeting's agenda.
 *
 * @param position from 1, in the order that it is taken up
 * @param presenterId core's id of who presents it, or null
 * @param minutes the time it is given
 * @param subject what of core's it is about, or null
 * @param carriedFrom the item of an earlier meeting that it goes on from, or null
 * @param carriedMeeting the meeting of that item; null where there is none, or the item was taken off its agenda
 * @param standing whether it stands on the series' every agenda
 */
public record Item(
        long id,
        long meetingId,
        long seriesId,
        int position,
        String title,
        @Nullable String presenterId,
        int minutes,
        State state,
        @Nullable Subject subject,
        @Nullable Long carriedFrom,
        @Nullable Long carriedMeeting,
        boolean standing,
        String proposedBy,
        int version) {

    static final String ENTITY = "item";

    /** How far an item has come. The message {@code item.state.<NAME>} names each. */
    public enum State {
        OPEN,
        DONE,
        /** Bordlagd: it comes up at the next meeting. */
        POSTPONED;

        static State of(@Nullable String name) {
            for (State state : values()) {
                if (state.name().equals(name)) {
                    return state;
                }
            }
            return OPEN;
        }
    }

    /** The address of the item that it goes on from, or null. */
    public @Nullable String earlier() {
        return carriedFrom == null || carriedMeeting == null ? null : Meeting.address(carriedMeeting) + "/items/" + carriedFrom;
    }

    ChangeTrail.Entity entity() {
        return new ChangeTrail.Entity(ENTITY, id, meetingId);
    }
}
