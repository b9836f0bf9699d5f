package se.samsyn.core.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.change.NotYet;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.IndicatorRepository;
import se.samsyn.core.measuring.MeasurementService;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.people.UserRepository;
import se.samsyn.core.web.PageParts.Who;
import se.samsyn.core.web.PanelSource;

/**
 * What planning's pages show of other packages.
 *
 * @param leads whether someone can go to where an activity comes from
 */
public record PlanningSurroundings(
        UnitRepository units,
        UserRepository users,
        IndicatorRepository indicators,
        MeasurementService measurements,
        GoalJudgements judgements,
        PanelSource panels,
        ChangeLog changes,
        History history,
        BiPredicate<CurrentUser, Activity.Origin> leads,
        Clock clock) {

    LocalDate today() {
        return Times.date(clock.instant());
    }

    /** A page that says so, when a thing is asked for as it was before it was made. */
    Optional<Response> notYet(Request request, String entity, long id, String name, String path) {
        return NotYet.of(request, changes, clock, entity, id, name, path);
    }

    /** The people with these ids, in one query. */
    Map<Long, Who> people(Collection<@Nullable Long> ids) {
        Map<Long, Who> people = new HashMap<>();
        users.find(ids.stream().filter(Objects::nonNull).collect(Collectors.toSet()))
                .forEach((id, user) -> people.put(id, Who.of(id, user.name())));
        return people;
    }
}
