package se.samsyn.core.calendar;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Times;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.Queries;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;

/** The annual wheel over the REST interface. */
final class WheelEndpoints {

    private static final String PATH = "/api/v1/annual-wheel";

    private final Wheel wheel;
    private final Clock clock;

    WheelEndpoints(Wheel wheel, Clock clock) {
        this.wheel = wheel;
        this.clock = clock;
    }

    /**
     * A wheel as it is sent.
     *
     * @param unit null for all that the caller sees
     * @param missing the names of the modules whose dates could not be read
     */
    record WheelJson(
            String year, String from, String to, @Nullable String unit, List<RingJson> rings, List<String> missing) {}

    /** A ring, from the outermost. */
    record RingJson(String key, String name, List<DateJson> dates) {}

    /** Something on a ring; the days are those that any of it is on. */
    record DateJson(
            String key, String title, String text, String place, String from, String to, String href, boolean cancelled) {

        static DateJson of(CalendarDate date) {
            return new DateJson(
                    date.origin() + "." + date.key(),
                    date.title(),
                    date.text(),
                    date.place(),
                    date.firstDay().toString(),
                    date.lastDay().toString(),
                    date.href(),
                    date.cancelled());
        }
    }

    List<Operation> operations() {
        return List.of(new Operation(
                Route.get(PATH, Access.signedIn(), this::read),
                "Reads the annual wheel of a school or fiscal year, of a unit or of all that the caller sees",
                List.of("year", "unit"),
                null,
                WheelJson.class,
                Operation.Shape.ITEM));
    }

    private static WheelYear year(String text) {
        return WheelYear.parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    private Response read(Request request) {
        CurrentUser user = HttpRequest.user(request);
        WheelYear asked = Queries.parsed(request, "year", WheelEndpoints::year, "calendar.wheel.error.year");
        WheelYear year = asked == null ? WheelYear.of(Times.date(clock.instant()), true) : asked;
        Long unit = Queries.id(request, "unit");
        if (unit != null && !user.may(CorePermissions.PLAN_READ, unit)) {
            throw new NotFound("unit " + unit);
        }
        WheelRings.Answer answer = wheel.of(user, new WheelRings.Asked(year.span(), unit));
        return new Response.Json(200, new WheelJson(
                year.text(),
                year.from().toString(),
                year.to().toString(),
                unit == null ? null : Long.toString(unit),
                answer.rings().stream()
                        .map(ring -> new RingJson(
                                ring.key(),
                                ring.name(),
                                ring.dates().stream().map(DateJson::of).toList()))
                        .toList(),
                answer.missing()), null);
    }
}
