package se.samsyn.distribution.benchmark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.Grant;
import se.samsyn.core.search.SearchEntry;

/** Meetings: thirty who write at once, and pages with 2,000 meetings in a hundred series beside the same with 20 in one. */
final class MeetingsBenchmark {

    private static final String PLUGIN = "meetings";
    private static final String BASE = "/modules/" + PLUGIN;
    private static final int FEW = 20;
    private static final int MANY = 2_000;
    private static final int ITEMS = 20;
    private static final int WORDS = 10;
    private static final int TIMES = 51;
    private static final int MEMBERS = 30;
    private static final int OTHER_SERIES = 99;

    /** Few enough that what one has promised fills a page also at twenty meetings. */
    private static final int OWNERS = 7;

    private static final int OWNER = 3;

    /** Any part of a word is looked for in each decision of the series. */
    private static final String RARE = "/decisions?q=ovanligt";

    private final TestSamsyn samsyn = TestSamsyn.start();
    private final List<TestClient> members = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

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
            owners.add(Long.toString(samsyn.user(name(i), Role.EMPLOYEE, samsyn.school()).id()));
            members.add(samsyn.signIn(name(i)));
        }
        String school = Long.toString(samsyn.school().id());
        String series = made(BASE + "/series", Map.of("kind", "WORK_TEAM", "unit", school, "name", "Alla på skolan"));
        made(series + "/members", Map.of("person", owners.subList(1, MEMBERS), "role", "MEMBER"));
        return series;
    }

    private static String name(int member) {
        return "deltagare" + member;
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
        for (int i = items(meeting).size(); i < MEMBERS; i++) {
            made(meeting + "/items", Map.of("title", "Punkt " + i, "minutes", "2"));
        }
        List<String> items = items(meeting);
        MeetingTogether.run(members, meeting, new MeetingTogether.Round(
                "decisions at one item",
                4,
                8_000,
                member -> "results-" + items.get(0),
                member -> meeting + "/room/results?item=" + items.get(0),
                MEMBERS - 1,
                (client, member, text) -> client.post(
                                meeting + "/items/" + items.get(0) + "/decisions", Map.of("newdecision", text)).status()));
        MeetingTogether.run(members, meeting, notes(meeting, items));
    }

    private List<String> items(String meeting) {
        return samsyn.rows("select id from p_meetings_item where meeting_id = " + id(meeting) + " order by position, id").stream()
                .map(row -> row.get("id").toString())
                .toList();
    }

    /** Each writes on at an item of their own, as the page saves by itself; the next one has it open. */
    private MeetingTogether.Round notes(String meeting, List<String> items) {
        List<TestClient> saving = IntStream.range(0, MEMBERS)
                .mapToObj(member -> samsyn.signIn(name(member)).always("Samsyn-Autosave", "true"))
                .toList();
        StringBuilder[] texts = Stream.generate(StringBuilder::new).limit(MEMBERS).toArray(StringBuilder[]::new);
        int[] versions = new int[MEMBERS];
        IntFunction<String> open = member -> items.get((member + 1) % MEMBERS);
        return new MeetingTogether.Round(
                "notes saved at thirty items",
                16,
                2_000,
                member -> "note-" + open.apply(member),
                member -> meeting + "/room/item?item=" + open.apply(member),
                1,
                (client, member, text) -> {
                    String item = items.get(member);
                    texts[member].append(text).append(' ');
                    return saving.get(member).post(
                                    meeting + "/items/" + item + "/note",
                                    Map.of("note-" + item, texts[member], "version", versions[member]++))
                            .status();
                });
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
        String held = samsyn.rows("select min(id) as id from p_meetings_meeting where state = 'HELD'").get(0).get("id").toString();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("a planned meeting", meeting);
        pages.put("a held meeting", BASE + "/meetings/" + held);
        for (String log : List.of(
                "/decisions", "/decisions?q=ord7", RARE, "/actions", "/actions?state=done",
                "/actions?state=all&owner=" + owners.get(OWNER))) {
            pages.put(log.replaceFirst("owner=.*", "owner="), series + log);
        }
        List.of("/search?q=ord7", "/search?q=sades", "/search?q=ovanligt").forEach(search -> pages.put(search, search));
        double[] few = measured(pages.values());
        otherSeries();
        copyUntil(FEW, MANY);
        double[] many = measured(pages.values());
        int i = 0;
        for (String page : pages.keySet()) {
            Figures.say(
                    "2,000 meetings",
                    "%-32s %.1f ms, with 20 %.1f ms: %.2f times (at most 1.5)",
                    page, many[i], few[i], many[i] / few[i]);
            i++;
        }
        Figures.say(
                "2,000 meetings",
                "%-32s %.1f ms in a series of ten of them",
                RARE, measured(List.of(BASE + "/series/" + others.get(0) + RARE))[0]);
    }

    /** Of the same people, beside the one that has half of all meetings. */
    private void otherSeries() {
        samsyn.app().database().write(() -> IntStream.range(0, OTHER_SERIES).forEach(i -> {
            String made = one("insert into p_meetings_series (unit_id, name, kind, purpose, place, minutes, open_above, archived,"
                    + " created_at, created_by, version) select unit_id, name || ' " + i + "', kind, purpose, place, minutes,"
                    + " open_above, archived, created_at, created_by, 1 from p_meetings_series where id = 1 returning id");
            owners.forEach(person -> one("insert into p_meetings_member (series_id, person_id, role, from_day, version) select " + made
                    + ", person_id, role, from_day, 1 from p_meetings_member where series_id = 1 and person_id = '" + person
                    + "' returning series_id"));
            others.add(made);
        }));
    }

    /** The median of each page in milliseconds, the pages in turns. */
    private double[] measured(Collection<String> measured) {
        String[] pages = measured.toArray(String[]::new);
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
        String series = number < FEW || number % 2 == 0 ? "1" : others.get(number / 2 % OTHER_SERIES);
        String day = LocalDate.parse("2019-01-01").plusDays(number).toString();
        String meeting = one(
                """
                insert into p_meetings_meeting (series_id, starts_at, ends_at, place, state, called_off, called_off_why,
                       began_at, ended_at, created_at, created_by, version)
                select %2$s, '%1$sT08:00:00.000Z', '%1$sT09:00:00.000Z', place, 'HELD', false, '',
                       '%1$sT08:00:00.000Z', '%1$sT09:00:00.000Z', created_at, created_by, 1
                  from p_meetings_meeting order by id limit 1 returning id
                """
                        .formatted(day, series));
        String members = " from p_meetings_member where series_id = " + series;
        samsyn.app().database().jdbi().useHandle(handle -> {
            handle.execute("insert into p_meetings_roll (meeting_id, person_id, role) select " + meeting + ", person_id, role" + members);
            handle.execute("insert into p_meetings_presence (meeting_id, person_id, presence) select " + meeting
                    + ", person_id, 'PRESENT'" + members);
        });
        List<SearchEntry> found = new ArrayList<>();
        for (int i = 1; i <= ITEMS; i++) {
            // Words by turns, so that what is asked for fills a page among few and is as common among many.
            String text = "Det sades en hel del om ord" + (number + i) % WORDS
                    + (number == 0 && i == 1 ? " ovanligt" : "");
            String item = one(
                    """
                    insert into p_meetings_item (meeting_id, series_id, position, title, minutes, state, proposed_by, removed, version)
                    select %s, %s, %d, title, minutes, 'DONE', proposed_by, false, 1 from p_meetings_item
                     order by id limit 1 returning id
                    """
                            .formatted(meeting, series, i));
            one("insert into p_meetings_note (item_id, text, changed_by, changed_at, version) select id, '" + text
                    + "', proposed_by, '2026-01-01T00:00:00.000Z', 1 from p_meetings_item where id = " + item + " returning item_id");
            one("insert into p_meetings_decision (item_id, meeting_id, series_id, text, removed, changed_by, changed_at, version)"
                    + " select id, meeting_id, series_id, '" + text + "', false, proposed_by, '2026-01-01T00:00:00.000Z', 1"
                    + " from p_meetings_item where id = " + item + " returning id");
            // What is open is as much as people can have open at once.
            one("insert into p_meetings_action (item_id, meeting_id, series_id, text, owner_id, due, unit_id, state, removed,"
                    + " changed_by, changed_at, version) select id, meeting_id, series_id, '" + text + "', '"
                    + owners.get((number + i) % OWNERS) + "', '" + day + "', '1', '"
                    + (number < FEW && i % 4 == 0 ? "OPEN" : "DONE") + "', false, proposed_by,"
                    + " '2026-01-01T00:00:00.000Z', 1 from p_meetings_item where id = " + item + " returning id");
            found.add(new SearchEntry(
                    "item-" + item, "search.item", "Punkt " + i, text, "Alla på skolan", null,
                    "/meetings/" + meeting + "/items/" + item, Set.of("series-" + series)));
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
