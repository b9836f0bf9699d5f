package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Caller;
import se.samsyn.api.people.People;
import se.samsyn.api.web.Request;

/**
 * The one place that says who sees what of meetings: the members of the series, and those above its unit only where the
 * series says so. Pages, endpoints, streams, attachments, search, calendar and feeds all ask here.
 */
final class Insight {

    /** Uses the module at all; everyone with a role. */
    static final String USE = "use";

    /** Begins series on the unit. */
    static final String ARRANGE = "arrange";

    /** Sees the unit's series that are open to those above. */
    static final String OVERSEE = "oversee";

    /** A condition on the series {@code s}, to be bound with {@link Reach#bind}. */
    static final String VISIBLE =
            """
            (s.id in (select m.series_id from p_meetings_member m where m.person_id = :me
                and m.from_day <= :day and (m.to_day is null or m.to_day >= :day))
             or (s.open_above = true and s.unit_id in (<overseen>)))
            """;

    /** The same for those that the caller takes part in alone. */
    static final String MINE =
            """
            s.id in (select m.series_id from p_meetings_member m where m.person_id = :me
                and m.from_day <= :day and (m.to_day is null or m.to_day >= :day)) and 'x' not in (<overseen>)
            """;

    private final Store store;
    private final Clock clock;

    Insight(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** How near someone is to a series. */
    enum Level {
        /** Sees it from above, and changes nothing. */
        OVERSEER,
        MEMBER,
        /** Chair or secretary. */
        LEADER
    }

    /**
     * A series as someone may see it.
     *
     * @param member null for one who sees it from above
     */
    record Sight(Series series, Level level, @Nullable Member member) {

        boolean takesPart() {
            return level != Level.OVERSEER;
        }

        boolean leads() {
            return level == Level.LEADER;
        }

        /** Whether the caller leads it since nobody else can. */
        boolean standsIn() {
            return leads() && member != null && !member.leads();
        }
    }

    /** What a caller sees in lists. */
    record Reach(String personId, LocalDate day, Set<String> overseen) {

        /** Binds the names of {@link #VISIBLE}. */
        Query bind(Query query) {
            return query.bind("me", personId)
                    .bind("day", day.toString())
                    .bindList("overseen", overseen.isEmpty() ? List.of("") : List.copyOf(overseen));
        }
    }

    /** The series as the caller sees it; empty when it is not theirs to see, or is not there. */
    Optional<Sight> into(Request request, long seriesId) {
        return store.series().find(seriesId).flatMap(found -> sight(request, found));
    }

    private Optional<Sight> sight(Request request, Series found) {
        Caller caller = request.caller();
        if (!caller.signedIn()) {
            return Optional.empty();
        }
        Optional<Member> member = store.members().find(found.id(), caller.id(), today());
        if (member.isPresent()) {
            boolean leads = member.get().leads() || standsIn(request.services().people(), member.get());
            return Optional.of(new Sight(found, leads ? Level.LEADER : Level.MEMBER, member.get()));
        }
        return found.openAbove() && caller.may(OVERSEE, found.unitId())
                ? Optional.of(new Sight(found, Level.OVERSEER, null))
                : Optional.empty();
    }

    /** Where nobody who leads has an account any more, whoever has attested longest does, or else has taken part longest. */
    private boolean standsIn(People people, Member member) {
        List<Member> who = store.members().of(member.seriesId(), today());
        Set<String> active = people.active(who.stream().map(Member::personId).toList());
        return who.stream()
                .filter(one -> active.contains(one.personId()))
                .findFirst()
                .filter(first -> !first.leads() && first.personId().equals(member.personId()))
                .isPresent();
    }

    /** For lists, in SQL. */
    Reach reach(Caller caller) {
        return new Reach(caller.id(), today(), caller.signedIn() ? caller.unitsWith(OVERSEE) : Set.of());
    }

    private LocalDate today() {
        return Times.day(clock.instant());
    }
}
