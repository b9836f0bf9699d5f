package se.samsyn.plugin.meetings;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;

/**
 * What those who are in the room are told of the meeting as a whole: that it is over, or that its minutes are locked.
 *
 * @param kind as the macro for notices has it
 */
public record RoomNotice(String kind, String title, String text) {

    /** Null while the meeting goes on. */
    static @Nullable RoomNotice of(Store store, Request request, Meeting meeting) {
        if (meeting.state() == Meeting.State.ATTESTED) {
            return new RoomNotice("warning", request.text("room.attested"), request.text("room.attested.text"));
        }
        if (meeting.state() != Meeting.State.HELD) {
            return null;
        }
        List<Attestation> signed = store.minutes().attestations(meeting.id());
        if (!signed.isEmpty()) {
            Attestation first = signed.get(0);
            return new RoomNotice(
                    "warning",
                    request.text("room.locked"),
                    request.text("room.locked.text", Views.name(request, first.personId()), Views.moment(request, first.at())));
        }
        Optional<ChangeTrail.Entry> ended = store.meetings().stateChange(meeting);
        return new RoomNotice(
                "info",
                request.text("room.ended"),
                ended.map(entry -> request.text(
                                "room.ended.text", Views.name(request, entry.personId()), Views.moment(request, entry.at())))
                        .orElse(""));
    }
}
