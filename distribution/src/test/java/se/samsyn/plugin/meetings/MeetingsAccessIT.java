package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.Heard;
import se.samsyn.core.TestClient;

/** Who sees a meeting: tried from every role, by page, part, file, stream, endpoint, calendar, search and mail. */
class MeetingsAccessIT {

    private static final String API = "/api/v1/modules/meetings";
    private static final String SECRET = "Hemlig skolresa";

    private TestMeetings world;
    private String series;
    private String meeting;
    private String item;
    private String file;

    @BeforeEach
    void start() {
        world = new TestMeetings();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void begin(boolean openAbove) {
        series = world.series(openAbove);
        meeting = world.meeting(series, "2026-12-03");
        world.larare.post(meeting + "/items", Map.of("title", SECRET, "minutes", "5"));
        item = meeting + "/items/" + world.items(meeting).get(4);
        world.larare.upload(
                item + "/files", Map.of(), "file", "resan.txt", "Till Gotland".getBytes(StandardCharsets.UTF_8));
        String page = world.larare.get(item).body();
        file = page.replaceAll("(?s).*href=\"(" + item + "/files/[^\"/]+)\".*", "$1");
        assertThat(file).as(page).startsWith(item + "/files/");
        world.rektor.post(meeting + "/state", Map.of("to", "ONGOING"));
        assertThat(world.larare.post(item + "/decisions", Map.of("newdecision", SECRET + " beslutad")).status())
                .isEqualTo(303);
        assertThat(world.larare.post(item + "/actions", Map.of("newaction", SECRET + " bokas")).status()).isEqualTo(303);
    }

    /** What is there to read, and what a member and an overseer get. */
    private List<String> read() {
        return List.of(
                series, series + "/decisions", series + "/actions", meeting, meeting + "/agenda", meeting + "/screen",
                meeting + "/screen/part", meeting + "/minutes/word", meeting + "/minutes/pdf", item, file);
    }

    private List<String> membersAlone() {
        return List.of(
                meeting + "/room", meeting + "/room/agenda", meeting + "/room/item", meeting + "/room/results", meeting + "/room/people");
    }

    private List<String> leadersAlone() {
        return List.of(series + "/edit", series + "/members", series + "/template", series + "/meetings/new", meeting + "/edit");
    }

    private Map<String, Map<String, String>> writes() {
        Map<String, Map<String, String>> writes = new LinkedHashMap<>();
        writes.put(meeting + "/items", Map.of("title", "X", "minutes", "1"));
        writes.put(meeting + "/state", Map.of("to", "HELD"));
        writes.put(meeting + "/presence", Map.of("person", world.id("larare"), "present", "true"));
        writes.put(meeting + "/writing", Map.of("place", "note-1"));
        writes.put(item + "/note", Map.of("note-" + item.replaceAll(".*/", ""), "X", "version", "0"));
        writes.put(item + "/decisions", Map.of("newdecision", "X"));
        writes.put(item + "/actions", Map.of("newaction", "X"));
        writes.put(item + "/state", Map.of("state", "DONE"));
        writes.put(item + "/move", Map.of("to", "up"));
        writes.put(item + "/remove", Map.of());
        writes.put(item + "/subject", Map.of("subject", "UNIT:1"));
        writes.put(item, Map.of("title", "X", "minutes", "1", "version", "1"));
        writes.put(file + "/remove", Map.of());
        writes.put(item + "/current", Map.of());
        writes.put(meeting + "/edit", Map.of("day", "2026-12-04", "time", "09:00", "minutes", "60", "version", "1"));
        writes.put(meeting + "/call-off", Map.of("why", "X"));
        writes.put(meeting + "/invite", Map.of());
        writes.put(meeting + "/minutes/send", Map.of());
        writes.put(meeting + "/sign", Map.of());
        writes.put(meeting + "/send-back", Map.of("why", "X"));
        writes.put(meeting + "/take-back", Map.of());
        writes.put(meeting + "/stand-in", Map.of());
        writes.put(meeting + "/mended", Map.of());
        writes.put(series + "/template", Map.of());
        writes.put(series + "/meetings", Map.of("day", "2026-12-04", "time", "09:00", "minutes", "60", "repeat", "0"));
        writes.put(series + "/members/by-role", Map.of("coreRole", "EMPLOYEE"));
        writes.put(series + "/members/" + world.id("larare"), Map.of("role", "CHAIR"));
        writes.put(series + "/members/" + world.id("larare") + "/remove", Map.of());
        writes.put(series + "/edit", Map.of("name", "X", "version", "1"));
        writes.put(series + "/members", Map.of("person", world.id("kollega")));
        return writes;
    }

    @Test
    void whoeverMayNotAnyMoreHearsNoMore() throws InterruptedException {
        begin(true);
        TestClient chef = world.samsyn.signIn("chef");
        world.samsyn.user("utvecklare", Role.QUALITY_DEVELOPER, world.samsyn.municipality());
        try (Heard before = world.samsyn.signIn("utvecklare").listen(meeting + "/live");
                Heard left = world.larare.listen(meeting + "/live");
                Heard above = chef.listen(meeting + "/live");
                Heard stays = world.rektor.listen(meeting + "/live")) {
            stays.next();
            world.samsyn.takeRole("utvecklare");
            world.rektor.post(series + "/members/" + world.id("larare") + "/remove", Map.of());
            assertThat(left.endsWithin(Duration.ofSeconds(5))).as("the one who was removed").isTrue();
            world.rektor.post(series + "/edit", Map.of("version", "1", "name", "Arbetslag", "minutes", "60"));
            assertThat(above.endsWithin(Duration.ofSeconds(5))).as("the one above").isTrue();
            assertThat(before.endsWithin(Duration.ofSeconds(15))).as("the one who was above").isTrue();
            assertThat(stays.endsWithin(Duration.ofMillis(300))).isFalse();
        }
        assertThat(world.larare.get(meeting + "/live").status()).isEqualTo(404);
    }

    private void useMail() {
        world.close();
        world = TestMeetings.withMail();
        List.of("admin", "chef", "rektor", "larare", "kollega", "lasare", "grannen").forEach(world::address);
    }

    /** Neither where the calendar, the feed nor the search leads. */
    private void hasNothingElsewhere(String who, TestClient client) {
        assertThat(world.feed(client)).as(who + " feed").doesNotContain("Arbetslag 4–6", SECRET);
        assertThat(client.get("/calendar?month=2026-12").body()).as(who + " calendar").doesNotContain("Arbetslag 4–6", SECRET);
        for (String words : List.of("resan.txt", "skolresa", "Arbetslag")) {
            assertThat(client.get("/search?q=" + words).body()).as(who + " search " + words)
                    .doesNotContain("Arbetslag 4–6", SECRET, meeting);
        }
    }

    @Test
    void outsidersOfEveryRoleFindNothing() throws InterruptedException {
        useMail();
        begin(false);
        String planned = world.meeting(series, "2026-12-17");
        assertThat(world.feed(world.larare)).contains("Arbetslag 4–6");
        TestMeetings.found(world.larare, "resan.txt", SECRET);
        TestMeetings.found(world.larare, "skolresa", SECRET);
        for (String outsider : List.of("chef", "kollega", "lasare", "grannen", "admin")) {
            TestClient client = world.samsyn.signIn(outsider);
            read().forEach(path -> assertThat(client.get(path).status()).as(outsider + " " + path).isEqualTo(404));
            membersAlone().forEach(path -> assertThat(client.get(path).status()).as(outsider + " " + path).isEqualTo(404));
            leadersAlone().forEach(path -> assertThat(client.get(path).status()).as(outsider + " " + path).isEqualTo(404));
            assertThat(client.get(meeting + "/live").status()).as(outsider + " live").isEqualTo(404);
            writes().forEach((path, form) ->
                    assertThat(client.post(path, form).status()).as(outsider + " " + path).isEqualTo(404));
            assertThat(client.get(TestMeetings.BASE).body()).as(outsider).doesNotContain("Arbetslag 4–6");
            assertThat(client.get(TestMeetings.BASE + "/series").body()).as(outsider).doesNotContain("Arbetslag 4–6");
            hasNothingByTheInterface(outsider);
            hasNothingElsewhere(outsider, client);
            assertThat(client.post(planned + "/invite", Map.of()).status()).as(outsider).isEqualTo(404);
        }
        assertThat(world.larare.get(meeting).body()).contains(SECRET).doesNotContain(">X<");
        assertThat(world.larare.post(planned + "/invite", Map.of()).status()).as("for those who lead").isEqualTo(403);
        assertThat(world.samsyn.rows("select id from mail")).isEmpty();
        world.rektor.post(planned + "/invite", Map.of());
        assertThat(world.samsyn.rows("select person_id from mail").stream().map(row -> row.get("person_id").toString()))
                .as("letters go to the members").containsExactlyInAnyOrder(world.id("rektor"), world.id("larare"));
    }

    private void hasNothingByTheInterface(String who) {
        TestClient api = world.samsyn.api(who);
        for (String list : List.of("/series", "/meetings", "/items", "/decisions", "/actions")) {
            TestClient.Answer answer = api.get(API + list);
            assertThat(answer.status()).as(who + list).isEqualTo(200);
            assertThat(answer.json().get("items").size()).as(who + list).isZero();
        }
        assertThat(api.get(API + series.substring(TestMeetings.BASE.length())).status()).isEqualTo(404);
        assertThat(api.get(API + meeting.substring(TestMeetings.BASE.length())).status()).isEqualTo(404);
    }

    @Test
    void thoseAboveReadWhereTheSeriesSaysSoAndChangeNothing() throws InterruptedException {
        begin(true);
        // A large municipality has many series, and one above sees them all.
        world.samsyn.app().database().write(() -> world.samsyn.app().database().jdbi().useHandle(handle -> handle.execute(
                """
                insert into p_meetings_series (unit_id, name, kind, purpose, place, minutes, open_above, archived, created_at, created_by, version)
                with recursive n (i) as (select 1 union all select i + 1 from n where i < 1100)
                select s.unit_id, 'Serie ' || i, s.kind, '', '', 60, true, false, s.created_at, s.created_by, 1
                  from n cross join p_meetings_series s
                """)));
        TestClient chef = world.samsyn.signIn("chef");
        TestMeetings.found(chef, "resan.txt", SECRET);
        assertThat(world.feed(chef)).as("one's own meetings alone").doesNotContain("Arbetslag 4–6");
        read().forEach(path -> assertThat(chef.get(path).status()).as(path).isEqualTo(200));
        assertThat(chef.get(meeting).body()).contains(SECRET).doesNotContain("Avsluta mötet");
        writes().forEach((path, form) -> assertThat(chef.post(path, form).status()).as(path).isEqualTo(403));
        leadersAlone().forEach(path -> assertThat(chef.get(path).status()).as(path).isEqualTo(403));
        assertThat(world.samsyn.api("chef").get(API + "/decisions").body()).contains(SECRET);
        for (String outsider : List.of("kollega", "lasare", "grannen", "admin")) {
            TestClient client = world.samsyn.signIn(outsider);
            assertThat(client.get(meeting).status()).as(outsider).isEqualTo(404);
            hasNothingByTheInterface(outsider);
            hasNothingElsewhere(outsider, client);
        }
    }

    @Test
    void membersReadAndWriteAndLeadersLead() {
        begin(false);
        read().forEach(path -> assertThat(world.larare.get(path).status()).as(path).isEqualTo(200));
        membersAlone().forEach(path -> assertThat(world.larare.get(path).status()).as(path).isEqualTo(200));
        leadersAlone().forEach(path -> {
            assertThat(world.larare.get(path).status()).as(path).isEqualTo(403);
            assertThat(world.rektor.get(path).status()).as(path).isEqualTo(200);
        });
        assertThat(world.larare.get(file).body()).isEqualTo("Till Gotland");
        assertThat(world.larare.get(meeting + "/room?item=" + item.replaceAll(".*/", "")).body()).contains("resan.txt");
        TestClient api = world.samsyn.api("larare");
        assertThat(api.get(API + meeting.substring(TestMeetings.BASE.length())).body())
                .contains(SECRET + " beslutad", SECRET + " bokas");
        String items = API + meeting.substring(TestMeetings.BASE.length()) + "/items";
        TestClient.Answer proposed = api.json("POST", items, Map.of("title", "Från\nannat\thåll"));
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        assertThat(api.get(API + meeting.substring(TestMeetings.BASE.length())).body()).contains("\"Från annat håll\"");
        for (Object wrong : List.of(Map.of("a", 1), List.of("a"), 5, true, "", "\u0000", "a".repeat(201))) {
            TestClient.Answer refused = api.json("POST", items, Map.of("title", wrong));
            assertThat(refused.status()).as(wrong + " " + refused.body()).isEqualTo(422);
            assertThat(refused.header("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(refused.json().get("errors").toString()).contains("title");
        }
        for (Object wrong : List.of(Map.of("a", 1), List.of(5), 5.5, true, "fem", -1)) {
            TestClient.Answer refused = api.json("POST", items, Map.of("title", "Tid", "minutes", wrong));
            assertThat(refused.status()).as(wrong + " " + refused.body()).isEqualTo(422);
            assertThat(refused.json().get("errors").toString()).contains("minutes");
        }
        assertThat(api.json("POST", items, Map.of("title", "Nyckel", "key", List.of("k"))).status()).isEqualTo(422);
        assertThat(api.get(API + "/meetings?cursor=x").status()).isEqualTo(422);
        assertThat(world.samsyn.client().get("/api/v1/openapi.json").body()).contains("/modules/meetings/decisions");
    }

    @Test
    void whoeverLeavesSeesNothingMoreAndNobodyNeedsARoleToTakePart() throws InterruptedException {
        begin(false);
        world.member(series, "lasare", "MEMBER");
        TestClient lasare = world.samsyn.signIn("lasare");
        assertThat(lasare.get(meeting).status()).isEqualTo(200);
        assertThat(world.feed(lasare)).contains("Arbetslag 4–6");
        TestMeetings.found(lasare, "resan.txt", SECRET);
        world.rektor.post(series + "/members/" + world.id("lasare") + "/remove", Map.of());
        assertThat(lasare.get(meeting).status()).isEqualTo(404);
        assertThat(lasare.get(file).status()).isEqualTo(404);
        hasNothingElsewhere("lasare", lasare);
        assertThat(world.samsyn.client().get(meeting).status()).as("nobody signed in").isEqualTo(303);
        assertThat(world.samsyn.client().get(API + "/meetings").status()).isEqualTo(401);
    }

    @Test
    void anItemIsReachedThroughItsOwnMeetingAlone() {
        begin(false);
        String other = world.meeting(series, "2026-12-10");
        String elsewhere = other + "/items/" + item.replaceAll(".*/", "");
        assertThat(world.larare.get(elsewhere).status()).isEqualTo(404);
        assertThat(world.larare.get(file.replace(item, other + "/items/" + world.items(other).get(0))).status()).isEqualTo(404);
    }
}
