package se.samsyn.plugin.meetings;

import java.util.List;
import java.util.Map;

/** Who is to sign the minutes of a meeting. */
final class Signers {

    private Signers() {}

    /**
     * The attesters of the series who were not noted as absent; when there is none the chair, and when there is no chair
     * either, the secretary.
     *
     * @param members those of the day
     * @param presence by person, as far as it was noted
     */
    static List<Member> of(List<Member> members, Map<String, Boolean> presence) {
        for (Member.Role role : List.of(Member.Role.ATTESTER, Member.Role.CHAIR, Member.Role.SECRETARY)) {
            List<Member> signers = members.stream()
                    .filter(member -> member.role() == role)
                    .filter(member -> presence.getOrDefault(member.personId(), true))
                    .toList();
            if (!signers.isEmpty()) {
                return signers;
            }
        }
        return List.of();
    }
}
