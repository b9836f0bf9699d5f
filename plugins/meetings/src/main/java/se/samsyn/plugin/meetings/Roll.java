package se.samsyn.plugin.meetings;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who belongs to a meeting, and who of them was there. */
final class Roll {

    private Roll() {}

    /** The members of the day, but for those who became members when the meeting was over and are not noted at it. */
    static List<Member> called(Store store, Meeting meeting, LocalDate day) {
        List<Member> members = store.members().of(meeting.seriesId(), day);
        boolean over = meeting.state() == Meeting.State.HELD || meeting.state() == Meeting.State.ATTESTED;
        if (!over) {
            return members;
        }
        Set<String> late = new HashSet<>(store.members().joinedAfter(meeting));
        late.removeAll(store.meetings().presence(meeting.id()).keySet());
        return members.stream().filter(member -> !late.contains(member.personId())).toList();
    }

    /** Whom to propose as present: who was noted as that, and of those whom nobody noted, who is in the room or wrote there. */
    static Set<String> proposed(Store store, Meeting meeting, Set<String> inRoom) {
        Set<String> present = new HashSet<>(inRoom);
        if (meeting.beganAt() != null) {
            present.addAll(store.meetings().writers(meeting.id(), meeting.beganAt()));
        }
        for (Map.Entry<String, Boolean> noted : store.meetings().presence(meeting.id()).entrySet()) {
            if (noted.getValue()) {
                present.add(noted.getKey());
            } else {
                present.remove(noted.getKey());
            }
        }
        return present;
    }
}
