package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.Heard;
import se.samsyn.core.TestClient;

/** Who sees a meeting: tried from every role, by page, part, file, stream, endpoint, calendar, search and mail. */
class MeetingsAccessIT {

    private static final String API = MeetingAddresses.API;
    private static final String SECRET = "Hemlig skolresa";

    /** One of each role, none of whom takes part; the first two oversee the school. */
    private static final List<String> OUTSIDERS = List.of("chef", "utvecklare", "kollega", "lasare", "grannen", "admin");

    private TestMeetings world;
    private String series;
    private String meeting;
    private String item;
    private String file;
    private MeetingAddresses at;

    @BeforeEach
    void start() {
        use(new TestMeetings());
    }

    private void use(TestMeetings started) {
        world = started;
        world.samsyn.user("utvecklare", Role.QUALITY_DEVELOPER, world.samsyn.municipality());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void begin(boolean openAbove) {
        series = world.series(openAbove);
        meeting = world.meeting(series, "2026-12-03");
        world.larare.post(meeting + "/items", Map.of("title", SECRET, "minutes", "5"));
        item = meeting + "/items/" + world.items(meeting).get(3);
        world.larare.upload(
                item + "/files", Map.of(), "file", "resan.txt", "Till Gotland".getBytes(StandardCharsets.UTF_8));
        String page = world.larare.get(item).body();
        file = page.replaceAll("(?s).*href=\"(" + item + "/files/[^\"/]+)\".*", "$1");
        assertThat(file).as(page).startsWith(item + "/files/");
        world.rektor.post(meeting + "/state", Map.of("to", "ONGOING"));
        assertThat(world.larare.post(item + "/decisions", Map.of("newdecision", SECRET + " beslutad")).status())
                .isEqualTo(303);
        assertThat(world.larare.post(item + "/actions", Map.of("newaction", SECRET + " bokas")).status()).isEqualTo(303);
        at = new MeetingAddresses(
                series, meeting, item, file, item + "/decisions/" + world.last("decision"), item + "/actions/" + world.last("action"),
                world.id("larare"), world.id("kollega"));
    }

    private static TestClient.Answer write(TestClient client, String path, Map<String, String> form) {
        return path.endsWith("/files")
                ? client.upload(path, form, "file", "x.txt", "X".getBytes(StandardCharsets.UTF_8))
                : client.post(path, form);
    }

    @Test
    void whoeverMayNotAnyMoreHearsNoMore() throws InterruptedException {
        begin(true);
        TestClient chef = world.samsyn.signIn("chef");
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
        use(TestMeetings.withMail());
        OUTSIDERS.forEach(world::address);
        List.of("rektor", "larare").forEach(world::address);
    }

    /** Neither where the calendar, the feed nor the search leads. */
    private void hasNothingElsewhere(String who, TestClient client) {
        assertThat(world.feed(client)).as(who + " feed").doesNotContain("Arbetslag 4–6", SECRET);
        for (String page : List.of("/calendar?month=2026-12", "/my-page")) {
            assertThat(client.get(page).body()).as(who + page).doesNotContain("Arbetslag 4–6", SECRET);
        }
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
        List<String> added = world.samsyn.app().plugins().find("meetings").orElseThrow().adds().lines();
        assertThat(at.untried(added)).isEmpty();
        assertThat(world.samsyn.rows("select distinct role from assignment join person on person.id = person_id where username in ('"
                        + String.join("','", OUTSIDERS) + "')"))
                .extracting(row -> row.get("role")).containsExactlyInAnyOrder(Stream.of(Role.values()).map(Role::name).toArray());
        for (String outsider : OUTSIDERS) {
            TestClient client = world.samsyn.signIn(outsider);
            Stream.of(at.read(), at.membersAlone(), at.leadersAlone(), at.besides()).flatMap(List::stream).forEach(path ->
                    assertThat(client.get(path).status()).as(outsider + " " + path).isEqualTo(404));
            at.writes().forEach((path, form) ->
                    assertThat(write(client, path, form).status()).as(outsider + " " + path).isEqualTo(404));
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
        for (String list : MeetingAddresses.LISTS) {
            TestClient.Answer answer = api.get(API + list);
            assertThat(answer.status()).as(who + list).isEqualTo(200);
            assertThat(answer.json().get("items").size()).as(who + list).isZero();
        }
        assertThat(api.get(MeetingAddresses.api(series)).status()).as(who + " series").isEqualTo(404);
        assertThat(api.get(MeetingAddresses.api(meeting)).status()).as(who + " meeting").isEqualTo(404);
        assertThat(propose(api).status()).as(who + " proposes").isEqualTo(404);
    }

    private TestClient.Answer propose(TestClient api) {
        return api.json("POST", MeetingAddresses.api(meeting) + "/items", Map.of("title", "X"));
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
        for (String above : OUTSIDERS.subList(0, 2)) {
            readsAndChangesNothing(above, world.samsyn.signIn(above));
        }
        for (String outsider : OUTSIDERS.subList(2, OUTSIDERS.size())) {
            TestClient client = world.samsyn.signIn(outsider);
            assertThat(client.get(meeting).status()).as(outsider).isEqualTo(404);
            hasNothingByTheInterface(outsider);
            hasNothingElsewhere(outsider, client);
        }
    }

    private void readsAndChangesNothing(String who, TestClient client) throws InterruptedException {
        TestMeetings.found(client, "resan.txt", SECRET);
        assertThat(world.feed(client)).as("one's own meetings alone").doesNotContain("Arbetslag 4–6");
        at.read().forEach(path -> assertThat(client.get(path).status()).as(who + " " + path).isEqualTo(200));
        assertThat(client.get(meeting).body()).contains(SECRET).doesNotContain("Avsluta mötet");
        assertThat(client.get(meeting + "/room").location()).as("nothing to write in").isEqualTo(meeting);
        Stream.of(at.membersAlone(), at.leadersAlone(), List.of(meeting + "/send-back")).flatMap(List::stream).forEach(path ->
                assertThat(client.get(path).status()).as(who + " " + path).isEqualTo(403));
        at.writes().forEach((path, form) -> assertThat(write(client, path, form).status()).as(who + " " + path).isEqualTo(403));
        assertThat(world.samsyn.api(who).get(API + "/decisions").body()).contains(SECRET);
        assertThat(propose(world.samsyn.api(who)).status()).as(who + " proposes").isEqualTo(403);
    }

    @Test
    void membersReadAndWriteAndLeadersLead() {
        begin(false);
        at.read().forEach(path -> assertThat(world.larare.get(path).status()).as(path).isEqualTo(200));
        assertThat(world.larare.get(meeting + "/room").status()).isEqualTo(200);
        at.membersAlone().forEach(path -> assertThat(world.larare.get(path).status()).as(path).isEqualTo(200));
        at.leadersAlone().forEach(path -> {
            assertThat(world.larare.get(path).status()).as(path).isEqualTo(403);
            assertThat(world.rektor.get(path).status()).as(path).isEqualTo(200);
        });
        assertThat(world.larare.get(file).body()).isEqualTo("Till Gotland");
        assertThat(world.larare.get(meeting + "/room?item=" + item.replaceAll(".*/", "")).body()).contains("resan.txt");
        TestClient api = world.samsyn.api("larare");
        assertThat(api.get(MeetingAddresses.api(meeting)).body())
                .contains(SECRET + " beslutad", SECRET + " bokas");
        String items = MeetingAddresses.api(meeting) + "/items";
        TestClient.Answer proposed = api.json("POST", items, Map.of("title", "Från\nannat\thåll"));
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        assertThat(api.get(MeetingAddresses.api(meeting)).body()).contains("\"Från annat håll\"");
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
