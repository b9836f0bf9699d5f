package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.database.Database;
import se.samsyn.core.settings.MailSettings;

/**
 * A Samsyn where the module is on, with the people that meetings need: {@code chef} above the school, {@code rektor}, {@code
 * larare}, {@code kollega} and {@code lasare} in it, {@code grannen} beside it and {@code admin}.
 */
final class TestMeetings implements AutoCloseable {

    static final String BASE = "/modules/meetings";

    final TestSamsyn samsyn;
    final TestClient rektor;
    final TestClient larare;

    TestMeetings() {
        this(TestSamsyn.start());
    }

    /** One that makes e-mail, and lets none leave. */
    static TestMeetings withMail() {
        return new TestMeetings(TestSamsyn.start(
                new MailSettings(null, MailSettings.DEFAULT_PORT, MailSettings.Tls.NONE, null, null, "samsyn@kommun.example", null, true)));
    }

    /** One whose mail server does not answer, so that what letters say can be read. */
    static TestMeetings withWaitingMail() {
        return mailingTo(1);
    }

    /** One that sends its letters to the port. */
    static TestMeetings mailingTo(int port) {
        TestMeetings world = new TestMeetings(TestSamsyn.start(
                new MailSettings("127.0.0.1", port, MailSettings.Tls.NONE, null, null, "samsyn@kommun.example", null, false)));
        List.of("rektor", "larare", "kollega").forEach(world::address);
        return world;
    }

    private TestMeetings(TestSamsyn started) {
        samsyn = started;
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        samsyn.user("chef", Role.HEAD, samsyn.municipality());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        samsyn.user("kollega", Role.EMPLOYEE, samsyn.school());
        samsyn.user("lasare", Role.READER, samsyn.school());
        samsyn.user("grannen", Role.PRINCIPAL, samsyn.otherSchool());
        TestClient admin = samsyn.signIn("admin");
        assertThat(admin.post("/settings/modules/meetings/enable", Map.of()).status()).isEqualTo(303);
        assertThat(samsyn.app().plugins().find("meetings").orElseThrow().problem()).isNull();
        rektor = samsyn.signIn("rektor");
        larare = samsyn.signIn("larare");
    }

    String school() {
        return Long.toString(samsyn.school().id());
    }

    String id(String username) {
        return samsyn.rows("select id from person where username = '" + username + "'").get(0).get("id").toString();
    }

    /** A work-team series that the principal chairs and the teacher belongs to; answers its address. */
    String series(boolean openAbove) {
        Map<String, Object> form = new HashMap<>(Map.of("kind", "WORK_TEAM", "unit", school(), "name", "Arbetslag 4–6"));
        if (openAbove) {
            form.put("openAbove", "true");
        }
        String series = created(rektor.post(BASE + "/series", form));
        member(series, "larare", "MEMBER");
        return series;
    }

    /** The same, whose minutes the colleague attests. */
    String attestedSeries() {
        String series = series(false);
        member(series, "kollega", "ATTESTER");
        return series;
    }

    void member(String series, String username, String role) {
        ok(rektor.post(series + "/members", Map.of("person", List.of(id(username)), "role", role)));
    }

    void address(String username) {
        Database database = samsyn.app().database();
        database.write(() -> database.jdbi().useHandle(handle -> handle.execute(
                "update person set email = username || '@kommun.example' where username = ?", username)));
    }

    /** Takes the address away. */
    void unreachable(String username) {
        Database database = samsyn.app().database();
        database.write(() -> database.jdbi().useHandle(
                handle -> handle.execute("update person set email = null where username = ?", username)));
    }

    /** A meeting on the day; answers its address. */
    String meeting(String series, String day) {
        return created(rektor.post(series + "/meetings", Map.of("day", day, "time", "09:00", "minutes", "60", "repeat", "0")));
    }

    /** A meeting that goes on, whose first item is done, with a note, a decision and what the teacher is to do. */
    String begun(String series) {
        String meeting = meeting(series, "2026-12-03");
        ok(rektor.post(meeting + "/state", Map.of("to", "ONGOING")));
        String number = items(meeting).get(0);
        String first = meeting + "/items/" + number;
        ok(rektor.post(first + "/note", Map.of("note-" + number, "Alla mår bra.", "version", "0")));
        ok(rektor.post(first + "/decisions", Map.of("newdecision", "Vi provar rastvakter.")));
        ok(rektor.post(
                first + "/actions",
                Map.of("newaction", "Skriv schema", "newowner", id("larare"), "newdue", "2026-12-10")));
        ok(rektor.post(first + "/state", Map.of("state", "DONE")));
        return meeting;
    }

    /** The id of the decision, action or whatever was added last. */
    String last(String what) {
        return samsyn.rows("select max(id) as id from p_meetings_" + what).get(0).get("id").toString();
    }

    static void ok(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    }

    static String created(TestClient.Answer answer) {
        ok(answer);
        return answer.location();
    }

    /** Waits until it is so, or fails when it is not within ten seconds. */
    static void eventually(String what, BooleanSupplier so) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            Thread.sleep(50);
        }
    }

    /** Signs what the meeting's page shows. */
    static TestClient.Answer sign(TestClient client, String meeting) {
        return client.post(meeting + "/sign", Map.of("digest", digest(client, meeting)));
    }

    /** The checksum of the minutes that the page asks to sign; empty where it does not. */
    static String digest(TestClient client, String meeting) {
        Matcher matcher = Pattern.compile("name=\"digest\" value=\"([0-9a-f]+)\"").matcher(client.get(meeting).body());
        return matcher.find() ? matcher.group(1) : "";
    }

    /** What the search answers, once it has the text: what is changed is put there afterwards. */
    static String found(TestClient client, String searched, String text) throws InterruptedException {
        eventually(text + " is found", () -> client.get("/search?q=" + searched).body().contains(text));
        return client.get("/search?q=" + searched).body();
    }

    /** The calendar that somebody's calendar program reads, after that of a parser of another's making has read it. */
    String feed(TestClient client) {
        return read(client).toString();
    }

    /** The same as events, by the day that they begin. */
    Map<String, VEvent> events(TestClient client) {
        return read(client).<VEvent>getComponents("VEVENT").stream()
                .collect(Collectors.toMap(event -> begins(event).toString().substring(0, 10), event -> event));
    }

    static Instant begins(VEvent event) {
        return event.<OffsetDateTime>getDateTimeStart().getDate().toInstant();
    }

    static Instant ends(VEvent event) {
        return event.<OffsetDateTime>getDateTimeEnd().getDate().toInstant();
    }

    private Calendar read(TestClient client) {
        Matcher matcher = Pattern.compile("(/calendar/feed/[\\w-]+\\.ics)").matcher(client.post("/calendar/feed", Map.of()).body());
        assertThat(matcher.find()).isTrue();
        TestClient.Answer feed = samsyn.client().get(matcher.group(1));
        try {
            Calendar calendar = new CalendarBuilder().build(new StringReader(feed.body()));
            // One without anything in it is read by every program, though no calendar by the letter.
            if (!calendar.getComponents().isEmpty()) {
                assertThat(calendar.validate(true).getEntries()).isEmpty();
            }
            return calendar;
        } catch (IOException | ParserException e) {
            throw new AssertionError(feed.body(), e);
        }
    }

    /** The ids of the meeting's items, in order. */
    List<String> items(String meeting) {
        String id = meeting.substring(meeting.lastIndexOf('/') + 1);
        return samsyn
                .rows("select id from p_meetings_item where meeting_id = " + id + " and removed = false order by position, id")
                .stream()
                .map(row -> row.get("id").toString())
                .toList();
    }

    @Override
    public void close() {
        samsyn.close();
    }
}
