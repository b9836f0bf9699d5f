package se.samsyn.distribution.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import se.samsyn.core.Samsyn;
import se.samsyn.core.organisation.Unit;

/** Meetings that were held and that are to come, written at the plugin's own pages by those who lead and attest them. */
final class DemoMeetings {

    static final String PLUGIN = "meetings";

    private static final String BASE = "/modules/meetings";
    private static final Pattern ITEM = Pattern.compile("/items/(\\d+)[\"/#]");
    private static final Pattern DIGEST = Pattern.compile("name=\"digest\" value=\"([0-9a-f]+)\"");
    private static final Pattern NOTE = Pattern.compile("(?s)id=\"note-.*?name=\"version\" value=\"(\\d+)\"");
    private static final Pattern GOALS = Pattern.compile("(?s)name=\"newgoal\".*?<option value=\"(\\d+)\"");

    /** Each series had begun by then. */
    private static final int BEGAN_DAYS_AGO = 60;

    private final Samsyn samsyn;
    private final DemoTexts texts;
    private final DemoUnits units;
    private final DemoClock clock;
    private final LocalDate today;

    DemoMeetings(Samsyn samsyn, DemoTexts texts, DemoUnits units, DemoClock clock, LocalDate today) {
        this.samsyn = samsyn;
        this.texts = texts;
        this.units = units;
        this.clock = clock;
        this.today = today;
    }

    /** When Samsyn serves, with the plugin on. */
    void create() {
        for (DemoTexts.Meetings meetings : texts.meetings()) {
            clock.travelTo(day(-BEGAN_DAYS_AGO));
            String series = series(as(meetings.by()), meetings);
            meetings.held().stream()
                    .sorted((a, b) -> b.daysAgo() - a.daysAgo())
                    .forEach(held -> hold(series, meetings, held));
            plan(series, meetings);
        }
    }

    /** A working day, so many days from today. */
    private LocalDate day(int days) {
        LocalDate day = today.plusDays(days);
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.minusDays(1);
            case SUNDAY -> day.minusDays(2);
            default -> day;
        };
    }

    /** A session does not last from one meeting to the next. */
    private DemoVisitor as(String username) {
        return DemoVisitor.signedIn(samsyn.port(), username);
    }

    private String series(DemoVisitor chair, DemoTexts.Meetings meetings) {
        Unit unit = meetings.unit().isEmpty() ? units.administration() : units.named(meetings.unit());
        Map<String, String> form = new HashMap<>();
        form.put("kind", meetings.kind());
        form.put("unit", Long.toString(unit.id()));
        form.put("name", meetings.name());
        form.put("place", meetings.place());
        if (meetings.openAbove()) {
            form.put("openAbove", "true");
        }
        String series = chair.post(BASE + "/series", form);
        meetings.members()
                .forEach((username, role) ->
                        chair.post(series + "/members", Map.of("person", person(username), "role", role)));
        if (!meetings.withRole().isEmpty()) {
            chair.post(
                    series + "/members/by-role",
                    Map.of("unit", Long.toString(unit.id()), "coreRole", meetings.withRole()));
        }
        return series;
    }

    private String person(String username) {
        return Long.toString(samsyn.people().users().byUsername(username).orElseThrow().id());
    }

    private static String call(DemoVisitor chair, String series, DemoTexts.Meetings meetings, LocalDate day) {
        return chair.post(
                series + "/meetings",
                Map.of("day", day.toString(), "time", meetings.time(), "place", meetings.place(), "repeat", "0"));
    }

    private void hold(String series, DemoTexts.Meetings meetings, DemoTexts.Held held) {
        LocalDate day = day(-held.daysAgo());
        clock.travelTo(day.minusDays(7));
        String meeting = call(as(meetings.by()), series, meetings, day);
        clock.travelTo(day, LocalTime.parse(meetings.time()));
        DemoVisitor chair = as(meetings.by());
        List<String> items = chair.all(meeting, ITEM);
        chair.post(meeting + "/state", Map.of("to", "ONGOING"));
        held.present().forEach(username ->
                chair.post(meeting + "/presence", Map.of("person", person(username), "present", "true")));
        DemoVisitor secretary = as(meetings.secretary());
        for (DemoTexts.Written written : held.written()) {
            clock.passMinutes(12);
            write(secretary, meeting, meeting + "/items/" + items.get(written.item() - 1), written, day);
        }
        clock.passMinutes(5);
        chair.post(meeting + "/state", Map.of("to", "HELD"));
        if (!held.attestedBy().isEmpty()) {
            clock.travelTo(workdayAfter(day));
            DemoVisitor attester = as(held.attestedBy());
            attester.post(meeting + "/sign", Map.of("digest", attester.all(meeting, DIGEST).get(0)));
        }
    }

    private static LocalDate workdayAfter(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.FRIDAY ? day.plusDays(3) : day.plusDays(1);
    }

    private void write(DemoVisitor secretary, String meeting, String item, DemoTexts.Written written, LocalDate day) {
        if (!written.note().isEmpty()) {
            String id = item.substring(item.lastIndexOf('/') + 1);
            String version = secretary.all(meeting + "/room?item=" + id, NOTE).get(0);
            secretary.post(item + "/note", Map.of("note-" + id, written.note(), "version", version));
        }
        if (!written.decision().isEmpty()) {
            secretary.post(item + "/decisions", Map.of("newdecision", written.decision()));
        }
        for (DemoTexts.Promise promise : written.promises()) {
            Map<String, String> form = new HashMap<>();
            form.put("newaction", promise.text());
            form.put("newowner", person(promise.owner()));
            form.put("newdue", day.plusDays(promise.days()).toString());
            if (promise.goal()) {
                secretary.all(meeting + "/room", GOALS).stream().findFirst().ifPresent(goal -> form.put("newgoal", goal));
            }
            secretary.post(item + "/actions", form);
        }
        secretary.post(item + "/state", Map.of("state", written.state()));
    }

    private void plan(String series, DemoTexts.Meetings meetings) {
        clock.travelTo(day(-1));
        DemoVisitor chair = as(meetings.by());
        for (int days : meetings.planned()) {
            String meeting = call(chair, series, meetings, day(days));
            meetings.proposed().forEach((title, username) ->
                    as(username).post(meeting + "/items", Map.of("title", title, "minutes", "10")));
        }
    }
}
