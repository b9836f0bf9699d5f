package se.samsyn.core.calendar;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.Assignment;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.database.Times;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.PageParts.Option;

/** 'Årshjul': the year of a unit, or of all that one sees, as a wheel and a list; as a poster and as iCal. */
final class WheelPages {

    static final String PATH = "/wheel";
    static final int MOST_RINGS = 5;

    /** In the place of a unit. */
    private static final String EVERYTHING = "all";

    private final Wheel wheel;
    private final UnitRepository units;
    private final ICalendarWriter writer;
    private final Clock clock;

    WheelPages(Wheel wheel, UnitRepository units, ICalendarWriter writer, Clock clock) {
        this.wheel = wheel;
        this.units = units;
        this.writer = writer;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.signedIn(), this::page),
                Route.get(PATH + "/poster", Access.signedIn(), this::poster),
                Route.get(PATH + "/calendar.ics", Access.signedIn(), this::ical));
    }

    /**
     * Whose wheel of which year.
     *
     * @param unit null for all that the user sees
     */
    record Chosen(WheelYear year, @Nullable Unit unit) {

        WheelRings.Asked asked() {
            return new WheelRings.Asked(year.span(), unit == null ? null : unit.id());
        }

        /** The unit as it stands in an address. */
        String value() {
            return unit == null ? EVERYTHING : Long.toString(unit.id());
        }

        /** The same of another year, as it stands in an address. */
        String query(WheelYear other) {
            return "?year=" + URLEncoder.encode(other.text(), StandardCharsets.UTF_8) + "&unit="
                    + value();
        }
    }

    /** A year to go to. */
    public record Step(String text, String href, boolean current) {}

    private Response page(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Chosen chosen = chosen(request, user);
        WheelYear year = chosen.year();
        Map<String, Object> model = model(request, user, chosen);
        model.put("units", options(request, user));
        model.put("form", Form.of(Map.of("unit", chosen.value())));
        model.put("previous", year.plus(-1).map(other -> step(other, chosen)).orElse(null));
        model.put("next", year.plus(1).map(other -> step(other, chosen)).orElse(null));
        model.put("kinds", kinds(request, chosen));
        String query = chosen.query(year);
        model.put("portrait", PATH + "/poster" + query + "&paper=portrait");
        model.put("landscape", PATH + "/poster" + query + "&paper=landscape");
        model.put("ical", PATH + "/calendar.ics" + query);
        return Response.page("se/samsyn/core/calendar/wheel", model);
    }

    private Response poster(Request request) {
        Chosen chosen = chosen(request, HttpRequest.user(request));
        Map<String, Object> model = model(request, HttpRequest.user(request), chosen);
        boolean landscape = "landscape".equals(request.query("paper"));
        model.put("landscape", landscape);
        model.put("back", PATH + chosen.query(chosen.year()));
        model.put("turned", PATH + "/poster" + chosen.query(chosen.year()) + "&paper=" + (landscape ? "portrait" : "landscape"));
        return Response.page("se/samsyn/core/calendar/wheel-poster", model);
    }

    private Response ical(Request request) {
        Chosen chosen = chosen(request, HttpRequest.user(request));
        WheelRings.Answer answer = wheel.of(HttpRequest.user(request), chosen.asked());
        if (!answer.missing().isEmpty()) {
            // A calendar with less than all in it looks as if it were whole.
            String text = request.text("calendar.feed.missing", String.join(", ", answer.missing()));
            return Response.problem(503, "calendar-incomplete", text);
        }
        String name = title(request, chosen);
        List<CalendarDate> dates = answer.rings().stream().flatMap(ring -> ring.dates().stream()).toList();
        byte[] text = writer.feed(name, dates).getBytes(StandardCharsets.UTF_8);
        String file = "arshjul-" + chosen.year().text().replace('/', '-') + ".ics";
        return new Response.File(file, "text/calendar;charset=utf-8", out -> out.write(text));
    }

    private Map<String, Object> model(Request request, CurrentUser user, Chosen chosen) {
        WheelRings.Answer answer = wheel.of(user, chosen.asked());
        LocalDate today = today();
        List<WheelRings.Ring> drawn = drawn(request, answer.rings());
        WheelList list = WheelList.of(chosen.year(), today, answer.rings(), MOST_RINGS, request.locale());
        Map<CalendarDate, String> anchors = list.anchors();
        Map<String, Object> model = new HashMap<>();
        model.put("title", title(request, chosen));
        model.put("year", chosen.year());
        model.put("yearText", chosen.year().text());
        model.put("unit", chosen.unit() == null ? "" : chosen.unit().name());
        model.put("list", list);
        model.put("gone", list.goneCount());
        model.put("drawing", WheelDrawing.of(request, chosen.year(), today, drawn, anchors::get));
        model.put("now", chosen.year().contains(today));
        model.put("today", today);
        model.put("missing", String.join(", ", answer.missing()));
        return model;
    }

    private static String title(Request request, Chosen chosen) {
        return request.text("calendar.wheel.title", chosen.year().text());
    }

    /** Room is for a few: the innermost has all the rest. */
    private static List<WheelRings.Ring> drawn(Request request, List<WheelRings.Ring> rings) {
        if (rings.size() <= MOST_RINGS) {
            return rings;
        }
        List<WheelRings.Ring> drawn = new ArrayList<>(rings.subList(0, MOST_RINGS - 1));
        List<CalendarDate> rest = rings.subList(MOST_RINGS - 1, rings.size()).stream()
                .flatMap(ring -> ring.dates().stream())
                .sorted(PersonalCalendar.BY_TIME)
                .toList();
        drawn.add(new WheelRings.Ring("", request.text("calendar.wheel.rest"), rest));
        return drawn;
    }

    private List<Step> kinds(Request request, Chosen chosen) {
        WheelYear school = chosen.year().school() ? chosen.year() : chosen.year().other(today());
        WheelYear fiscal = chosen.year().school() ? chosen.year().other(today()) : chosen.year();
        return List.of(
                new Step(request.text("calendar.wheel.school"), PATH + chosen.query(school), chosen.year().school()),
                new Step(request.text("calendar.wheel.fiscal"), PATH + chosen.query(fiscal), !chosen.year().school()));
    }

    private static Step step(WheelYear year, Chosen chosen) {
        return new Step(year.text(), PATH + chosen.query(year), false);
    }

    /** What the address says; a school year of one's own unit when it says nothing. */
    private Chosen chosen(Request request, CurrentUser user) {
        WheelYear year = WheelYear.parse(request.query("year")).orElseGet(() -> WheelYear.of(today(), true));
        return new Chosen(year, unit(request, user).map(id -> units.find(id).orElseThrow()).orElse(null));
    }

    /**
     * @throws NotFound when the address names a unit that there is not, or that the user may not read
     */
    private static Optional<Long> unit(Request request, CurrentUser user) {
        Set<Long> readable = user.units(CorePermissions.PLAN_READ);
        String wanted = request.query("unit");
        if (wanted == null) {
            return user.assignments().stream().map(Assignment::unitId).filter(readable::contains).findFirst();
        }
        if (wanted.isEmpty() || wanted.equals(EVERYTHING)) {
            return Optional.empty();
        }
        return Optional.of(Ids.parse(wanted).stream()
                .boxed()
                .filter(readable::contains)
                .findFirst()
                .orElseThrow(() -> new NotFound("unit " + wanted)));
    }

    private List<Option> options(Request request, CurrentUser user) {
        Set<Long> readable = user.units(CorePermissions.PLAN_READ);
        Stream<Option> own = units.tree(today()).stream()
                .flatMap(node -> node.flat())
                .map(node -> node.unit())
                .filter(unit -> readable.contains(unit.id()))
                .map(unit -> new Option(unit.id(), unit.name()));
        return Stream.concat(Stream.of(new Option(EVERYTHING, request.text("calendar.wheel.all"))), own).toList();
    }

    private LocalDate today() {
        return Times.date(clock.instant());
    }
}
