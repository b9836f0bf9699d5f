package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
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
        /** Chair or secretary, or who stands in for them. */
        LEADER
    }

    /** A series as someone may see it. */
    static final class Sight {

        private final Series series;
        private final @Nullable Member member;
        private final BooleanSupplier alone;
        private @Nullable Boolean standsIn;

        /**
         * @param member null for one who sees it from above
         * @param alone whether a member leads it since nobody else can; asked where that matters alone, and once
         */
        private Sight(Series series, @Nullable Member member, BooleanSupplier alone) {
            this.series = series;
            this.member = member;
            this.alone = alone;
        }

        Series series() {
            return series;
        }

        boolean reaches(Level least) {
            return switch (least) {
                case OVERSEER -> true;
                case MEMBER -> takesPart();
                case LEADER -> leads();
            };
        }

        boolean takesPart() {
            return member != null;
        }

        boolean leads() {
            return member != null && member.leads() || standsIn();
        }

        /** Whether the caller leads it since nobody else can. */
        boolean standsIn() {
            if (standsIn == null) {
                standsIn = member != null && !member.leads() && alone.getAsBoolean();
            }
            return standsIn;
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
        return member.isPresent() || found.openAbove() && caller.may(OVERSEE, found.unitId())
                ? Optional.of(new Sight(
                        found, member.orElse(null), () -> !standsIn(request, Set.of(found.id())).isEmpty()))
                : Optional.empty();
    }

    /**
     * Those of the series, by id, that the caller leads without being chair or secretary: where none of those has an account
     * any more, whoever has attested longest leads, or else has taken part longest.
     */
    Set<Long> standsIn(Request request, Set<Long> seriesIds) {
        People people = request.services().people();
        Set<Long> unled = new HashSet<>(seriesIds);
        unled.removeAll(firstActive(people, store.members().leading(seriesIds, today())).keySet());
        Map<Long, String> first = firstActive(people, store.members().of(unled, today()));
        unled.removeIf(id -> !request.caller().id().equals(first.get(id)));
        return unled;
    }

    /** By series, the first of these members who has an account. */
    private static Map<Long, String> firstActive(People people, List<Member> members) {
        Set<String> active =
                members.isEmpty() ? Set.of() : people.active(members.stream().map(Member::personId).distinct().toList());
        Map<Long, String> first = new HashMap<>();
        members.stream()
                .filter(member -> active.contains(member.personId()))
                .forEach(member -> first.putIfAbsent(member.seriesId(), member.personId()));
        return first;
    }

    /** For lists, in SQL. */
    Reach reach(Caller caller) {
        return new Reach(caller.id(), today(), caller.signedIn() ? caller.unitsWith(OVERSEE) : Set.of());
    }

    private LocalDate today() {
        return Times.day(clock.instant());
    }
}
