package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who belongs to a meeting, and who of them was there. */
final class Roll {

    private Roll() {}

    /**
     * Those who belonged to it when it was ended; until then the members of the day, and who was noted as there and has left
     * since. Of a meeting before the series began here, the series' first members.
     */
    static List<Member> called(Store store, Meeting meeting, LocalDate day) {
        if (over(meeting)) {
            List<Member> kept = members(meeting, store.rolls().of(meeting.id()));
            if (!kept.isEmpty()) {
                return kept;
            }
        }
        List<Member> members = new ArrayList<>(store.members().of(meeting.seriesId(), day));
        List<Member> ever = members.isEmpty() ? store.members().ever(meeting.seriesId()) : List.of();
        if (!ever.isEmpty() && ever.get(0).from().isAfter(day)) {
            members.addAll(store.members().of(meeting.seriesId(), ever.get(0).from()));
        }
        Set<String> noted = new HashSet<>(store.presence().of(meeting.id()).keySet());
        members.forEach(member -> noted.remove(member.personId()));
        if (!noted.isEmpty()) {
            store.members().ever(meeting.seriesId()).stream()
                    .filter(member -> noted.contains(member.personId()))
                    .forEach(members::add);
        }
        return members;
    }

    private static boolean over(Meeting meeting) {
        return meeting.state() == Meeting.State.HELD || meeting.state() == Meeting.State.ATTESTED;
    }

    private static List<Member> members(Meeting meeting, List<RollRepository.Entry> roll) {
        return roll.stream()
                .map(entry -> new Member(meeting.seriesId(), entry.personId(), entry.role(), meeting.day(), null, 0))
                .toList();
    }

    /** Who is to sign the minutes, or does so in another's stead. */
    static List<Member> signers(Meeting meeting, List<RollRepository.Entry> roll, Map<String, Boolean> presence) {
        Map<String, String> standIns = new HashMap<>();
        roll.stream()
                .filter(entry -> entry.standInId() != null)
                .forEach(entry -> standIns.put(entry.personId(), entry.standInId()));
        return Signers.of(members(meeting, roll), presence).stream()
                .map(member -> standIns.containsKey(member.personId())
                        ? new Member(
                                member.seriesId(), standIns.get(member.personId()), member.role(), member.from(), null, 0)
                        : member)
                .toList();
    }

    /** Whom to propose as present: who was noted as that, and of those whom nobody noted, who is in the room or wrote there. */
    static Set<String> proposed(Store store, Meeting meeting, Set<String> inRoom) {
        Set<String> present = new HashSet<>(inRoom);
        if (meeting.beganAt() != null) {
            Instant began = meeting.beganAt();
            present.addAll(store.database().read(handle -> ChangeTrail.writers(handle, meeting.id(), began)));
        }
        for (Map.Entry<String, Boolean> noted : store.presence().of(meeting.id()).entrySet()) {
            if (noted.getValue()) {
                present.add(noted.getKey());
            } else {
                present.remove(noted.getKey());
            }
        }
        return present;
    }
}
