package se.samsyn.distribution.benchmark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.Grant;
import se.samsyn.core.search.SearchEntry;

/** Meetings: thirty who write at once, and pages with 2,000 meetings beside the same with 20. */
final class MeetingsBenchmark {

    private static final String PLUGIN = "meetings";
    private static final String BASE = "/modules/" + PLUGIN;
    private static final int FEW = 20;
    private static final int MANY = 2_000;
    private static final int ITEMS = 20;
    private static final int WORDS = 10;
    private static final int TIMES = 51;
    private static final int MEMBERS = 30;

    private final TestSamsyn samsyn = TestSamsyn.start();
    private final List<TestClient> members = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();

    private MeetingsBenchmark() {}

    static void run() throws Exception {
        MeetingsBenchmark benchmark = new MeetingsBenchmark();
        try (TestSamsyn samsyn = benchmark.samsyn) {
            samsyn.app().plugins().enable(PLUGIN, Grant.system("benchmark"));
            String series = benchmark.series();
            benchmark.together(series);
            benchmark.growth(series);
        }
    }

    /** With everyone in it; the first leads it. */
    private String series() {
        for (int i = 0; i < MEMBERS; i++) {
            String name = "deltagare" + i;
            owners.add(Long.toString(samsyn.user(name, Role.EMPLOYEE, samsyn.school()).id()));
            members.add(samsyn.signIn(name));
        }
        String school = Long.toString(samsyn.school().id());
        String series = made(BASE + "/series", Map.of("kind", "WORK_TEAM", "unit", school, "name", "Alla på skolan"));
        made(series + "/members", Map.of("person", owners.subList(1, MEMBERS), "role", "MEMBER"));
        return series;
    }

    /** What the leader's form leads to. */
    private String made(String path, Map<String, ?> form) {
        TestClient.Answer answer = members.get(0).post(path, form);
        if (answer.status() != 303) {
            throw new IllegalStateException(path + " answers " + answer.status());
        }
        return answer.location();
    }

    private String meeting(String series, LocalDate day) {
        return made(series + "/meetings", Map.of("day", day.toString(), "time", "09:00", "repeat", "0"));
    }

    private void together(String series) throws Exception {
        String meeting = meeting(series, LocalDate.parse("2027-01-11"));
        made(meeting + "/state", Map.of("to", "ONGOING"));
        Object item = samsyn.rows("select min(id) as id from p_meetings_item where meeting_id = " + id(meeting)).get(0).get("id");
        new MeetingTogether(members, meeting, item.toString()).run();
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private void growth(String series) {
        String meeting = "";
        for (int i = 1; i < FEW; i++) {
            meeting = meeting(series, LocalDate.parse("2027-01-11").plusWeeks(i));
        }
        copyUntil(0, FEW);
        String[] pages = {
            meeting, series + "/decisions", series + "/decisions?q=ord7", series + "/actions", series + "/actions?state=done",
            series + "/actions?state=all&owner=" + owners.get(7), "/search?q=ord7", "/search?q=sades", "/search?q=ovanligt"
        };
        double[] few = measured(pages);
        copyUntil(FEW, MANY);
        double[] many = measured(pages);
        for (int i = 0; i < pages.length; i++) {
            String page = pages[i].replaceAll("/modules/meetings|(?<=[/=])\\d+", "");
            Figures.say(
                    "2,000 meetings",
                    "%-32s %.1f ms, with 20 %.1f ms: %.2f times (at most 1.5)",
                    page, many[i], few[i], many[i] / few[i]);
        }
    }

    /** The median of each page in milliseconds, the pages in turns. */
    private double[] measured(String... pages) {
        double[][] millis = new double[pages.length][TIMES];
        for (int warm = 0; warm < 2; warm++) {
            for (int i = 0; i < TIMES; i++) {
                for (int page = 0; page < pages.length; page++) {
                    millis[page][i] = millis(pages[page]);
                }
            }
        }
        return Arrays.stream(millis).mapToDouble(of -> {
            Arrays.sort(of);
            return of[TIMES / 2];
        }).toArray();
    }

    private double millis(String page) {
        long began = System.nanoTime();
        int status = members.get(1).get(page).status();
        if (status != 200) {
            throw new IllegalStateException(page + " answers " + status);
        }
        return (System.nanoTime() - began) / 1e6;
    }

    /** Adds meetings of the past, each with twenty items, and to each item a note, a decision and something to do. */
    private void copyUntil(int from, int to) {
        samsyn.app().database().write(() -> IntStream.range(from, to).forEach(this::copy));
    }

    private void copy(int number) {
        String day = LocalDate.parse("2019-01-01").plusDays(number).toString();
        String meeting = one(
                """
                insert into p_meetings_meeting (series_id, starts_at, ends_at, place, state, called_off, called_off_why,
                       created_at, created_by, version)
                select series_id, '%1$sT08:00:00.000Z', '%1$sT09:00:00.000Z', place, 'HELD', false, '', created_at, created_by, 1
                  from p_meetings_meeting order by id limit 1 returning id
                """
                        .formatted(day));
        List<SearchEntry> found = new ArrayList<>();
        for (int i = 1; i <= ITEMS; i++) {
            // Words by turns, so that what is asked for fills a page among few and is as common among many.
            String text = "Det sades en hel del om ord" + (number + i) % WORDS
                    + (number == 0 && i == 1 ? " ovanligt" : "");
            String item = one(
                    """
                    insert into p_meetings_item (meeting_id, series_id, position, title, minutes, state, proposed_by, removed, version)
                    select %s, series_id, %d, title, minutes, 'DONE', proposed_by, false, 1 from p_meetings_item
                     order by id limit 1 returning id
                    """
                            .formatted(meeting, i));
            one("insert into p_meetings_note (item_id, text, changed_by, changed_at, version) select id, '" + text
                    + "', proposed_by, '2026-01-01T00:00:00.000Z', 1 from p_meetings_item where id = " + item + " returning item_id");
            one("insert into p_meetings_decision (item_id, meeting_id, series_id, text, removed, changed_by, changed_at, version)"
                    + " select id, meeting_id, series_id, '" + text + "', false, proposed_by, '2026-01-01T00:00:00.000Z', 1"
                    + " from p_meetings_item where id = " + item + " returning id");
            // What is open is as much as people can have open at once.
            one("insert into p_meetings_action (item_id, meeting_id, series_id, text, owner_id, due, unit_id, state, removed,"
                    + " changed_by, changed_at, version) select id, meeting_id, series_id, '" + text + "', '"
                    + owners.get((number + i) % MEMBERS) + "', '" + day + "', '1', '"
                    + (number < FEW && i % 4 == 0 ? "OPEN" : "DONE") + "', false, proposed_by,"
                    + " '2026-01-01T00:00:00.000Z', 1 from p_meetings_item where id = " + item + " returning id");
            found.add(new SearchEntry(
                    "item-" + item, "search.item", "Punkt " + i, text, "Alla på skolan", null,
                    "/meetings/" + meeting + "/items/" + item, Set.of("series-1")));
        }
        samsyn.app().search().store().put(PLUGIN, found);
    }

    private String one(String sql) {
        return samsyn.app()
                .database()
                .jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
    }
}
