package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.live.Live;
import se.samsyn.api.web.Request;

/** Changes who takes part in a series and as what; somebody with an account always leads it. */
final class Membership {

    private final Store store;
    private final Invitations invitations;
    private final Live live;
    private final Clock clock;

    Membership(Store store, Invitations invitations, Live live, Clock clock) {
        this.store = store;
        this.invitations = invitations;
        this.live = live;
        this.clock = clock;
    }

    enum Outcome {
        DONE,
        /** They take no part any more. */
        GONE,
        /** Nobody would lead the series any more. */
        UNLED,
        /** Somebody changed their role meanwhile. */
        STALE
    }

    /**
     * Who has been added.
     *
     * @param there how many were members before
     */
    record Added(List<String> fresh, int there) {}

    /**
     * How it went to remove somebody.
     *
     * @param told how many invitations are taken back by mail
     */
    record Left(Outcome outcome, int told) {}

    private LocalDate today() {
        return Times.day(clock.instant());
    }

    /** Whoever has one of its meetings open sees who takes part. */
    private void tell(Handle handle, Series series) {
        MeetingRepository.ongoingOf(handle, series.id()).forEach(id -> live.tell(Meeting.topic(id), "presence", ""));
    }

    /** Those of them who are members already stay what they are. */
    Added add(Request request, Series series, List<String> people, Member.Role role) {
        return store.database().write(handle -> {
            Set<String> there = MemberRepository.of(handle, series.id(), today()).stream()
                    .map(Member::personId)
                    .collect(Collectors.toSet());
            List<String> fresh = people.stream().filter(person -> !there.contains(person)).toList();
            fresh.forEach(person -> store.members().add(handle, series.id(), person, role, today(), request.caller().id()));
            tell(handle, series);
            return new Added(fresh, there.size());
        });
    }

    /** Who leads is looked at within the write, so that two who give that up at once do not both do it. */
    Outcome change(Request request, Series series, String person, int version, Member.Role role) {
        return store.database().write(handle -> {
            List<Member> who = MemberRepository.of(handle, series.id(), today());
            Optional<Member> before = member(who, person);
            if (before.isEmpty()) {
                return Outcome.GONE;
            }
            if (!led(request, who, before.get(), role)) {
                return Outcome.UNLED;
            }
            tell(handle, series);
            boolean changed = store.members().setRole(handle, before.get(), version, role, request.caller().id());
            return changed ? Outcome.DONE : Outcome.STALE;
        });
    }

    /** The same of one who is to take part no longer. */
    Left remove(Request request, Series series, String person) {
        return store.database().write(handle -> {
            List<Member> who = MemberRepository.of(handle, series.id(), today());
            Optional<Member> before = member(who, person);
            if (before.isEmpty()) {
                return new Left(Outcome.GONE, 0);
            }
            if (!led(request, who, before.get(), null)) {
                return new Left(Outcome.UNLED, 0);
            }
            tell(handle, series);
            // Whoever leaves hears no more of the meetings that they have open.
            MeetingRepository.idsOf(handle, series.id()).forEach(id -> live.letGo(Meeting.topic(id), person));
            boolean removed = store.members().remove(handle, before.get(), today(), request.caller().id());
            return new Left(Outcome.DONE, removed ? invitations.left(handle, request, series, person) : 0);
        });
    }

    private static Optional<Member> member(List<Member> who, String person) {
        return who.stream().filter(member -> member.personId().equals(person)).findFirst();
    }

    /** Whether somebody with an account leads the series still when this member has another role, or none. */
    private static boolean led(Request request, List<Member> who, Member changed, Member.@Nullable Role role) {
        boolean leads = role == Member.Role.CHAIR || role == Member.Role.SECRETARY;
        List<String> leading = who.stream().filter(Member::leads).map(Member::personId).toList();
        Set<String> active = new HashSet<>(request.services().people().active(leading));
        return leads || !active.remove(changed.personId()) || !active.isEmpty();
    }
}
