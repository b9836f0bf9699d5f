package se.samsyn.core.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.api.work.CalendarSource.Span;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Times;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.LoggedPath;
import se.samsyn.core.web.NotFound;

/** A person's calendar by month, and the feed of it. */
final class CalendarPages {

    static final String PATH = "/calendar";
    private static final String FEED = LoggedPath.BEFORE_FEED;
    private static final String SUFFIX = ".ics";
    private static final YearMonth EARLIEST = YearMonth.of(2000, 1);
    private static final YearMonth LATEST = YearMonth.of(2099, 12);

    private final PersonalCalendar calendar;
    private final FeedService feeds;
    private final ICalendarWriter writer;
    private final String address;
    private final Clock clock;

    /**
     * @param address how people reach Samsyn, without a slash at the end
     */
    CalendarPages(PersonalCalendar calendar, FeedService feeds, ICalendarWriter writer, String address, Clock clock) {
        this.calendar = calendar;
        this.feeds = feeds;
        this.writer = writer;
        this.address = address;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.signedIn(), request -> page(request, null)),
                Route.post(PATH + "/feed", Access.signedIn(), this::renew),
                Route.post(PATH + "/feed/remove", Access.signedIn(), this::remove),
                // The address is a secret, and calendar programs do not sign in.
                Route.get(FEED + "{file}", Access.everyone(), this::feed));
    }

    /** A day that something stands on. */
    public record Day(LocalDate date, String name, boolean today, boolean past, List<Item> items) {}

    /**
     * Something on a day.
     *
     * @param time in words; empty when it takes the whole day
     */
    public record Item(CalendarDate date, String time) {}

    /** A month to go to. */
    public record Month(String name, String href) {}

    private Response.Page page(Request request, @Nullable String feedAddress) {
        CurrentUser user = HttpRequest.user(request);
        YearMonth month = month(request);
        Span span = new Span(month.atDay(1), month.atEndOfMonth());
        CalendarDates.Answer answer = calendar.of(user, span);
        Map<String, Object> model = new HashMap<>();
        model.put("month", name(month, request.locale()));
        model.put("previous", month.isAfter(EARLIEST) ? link(month.minusMonths(1), request.locale()) : null);
        model.put("next", month.isBefore(LATEST) ? link(month.plusMonths(1), request.locale()) : null);
        model.put("now", month.equals(YearMonth.from(today())));
        model.put("days", days(answer.dates(), span, request.locale()));
        model.put("missing", String.join(", ", answer.missing()));
        model.put("feedMade", feeds.made(user).orElse(null));
        model.put("feedAddress", feedAddress);
        return Response.page("se/samsyn/core/calendar/calendar", model);
    }

    private YearMonth month(Request request) {
        String wanted = request.query("month");
        if (wanted != null) {
            try {
                YearMonth month = YearMonth.parse(wanted);
                return month.isBefore(EARLIEST) || month.isAfter(LATEST) ? YearMonth.from(today()) : month;
            } catch (DateTimeException e) {
                return YearMonth.from(today());
            }
        }
        return YearMonth.from(today());
    }

    private LocalDate today() {
        return Times.date(clock.instant());
    }

    private static String name(YearMonth month, Locale locale) {
        String name = DateTimeFormatter.ofPattern("LLLL uuuu", locale).format(month);
        return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    private static Month link(YearMonth month, Locale locale) {
        return new Month(name(month, locale), PATH + "?month=" + month);
    }

    /** What goes on for several days stands on the first of them that is shown. */
    private List<Day> days(List<CalendarDate> dates, Span span, Locale locale) {
        SortedMap<LocalDate, List<Item>> byDay = new TreeMap<>();
        for (CalendarDate date : dates) {
            LocalDate day = date.firstDay().isBefore(span.from()) ? span.from() : date.firstDay();
            byDay.computeIfAbsent(day, any -> new ArrayList<>()).add(new Item(date, date.time(locale)));
        }
        DateTimeFormatter format = DateTimeFormatter.ofPattern("EEEE d MMMM", locale);
        LocalDate today = today();
        return byDay.entrySet().stream()
                .map(day -> new Day(
                        day.getKey(),
                        format.format(day.getKey()),
                        day.getKey().equals(today),
                        day.getKey().isBefore(today),
                        day.getValue()))
                .toList();
    }

    /** Shows the address once: it is not kept. */
    private Response renew(Request request) {
        String secret = feeds.renew(HttpRequest.user(request));
        return page(request, address + FEED + secret + SUFFIX);
    }

    private Response remove(Request request) {
        feeds.remove(HttpRequest.user(request));
        return Response.redirect(PATH).withNotice("calendar.feed.removed");
    }

    private Response feed(Request request) {
        String file = request.pathParameter("file");
        String secret = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
        Optional<CurrentUser> reader = secret.isEmpty() ? Optional.empty() : feeds.reader(secret);
        CurrentUser user = reader.orElseThrow(() -> new NotFound("calendar feed"));
        HttpRequest.speak(request, user.locale());
        CalendarDates.Answer answer = feeds.dates(user);
        if (!answer.missing().isEmpty()) {
            // Less than all would make the calendar program take away what it does not find.
            String text = request.text("calendar.feed.missing", String.join(", ", answer.missing()));
            return Response.problem(503, "calendar-incomplete", text);
        }
        byte[] ical = writer.feed(request.text("calendar.feed.name"), answer.dates()).getBytes(StandardCharsets.UTF_8);
        return new Response.File("samsyn.ics", "text/calendar;charset=utf-8", out -> out.write(ical));
    }
}
