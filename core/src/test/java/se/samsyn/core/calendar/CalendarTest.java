package se.samsyn.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.people.Secrets;
import se.samsyn.core.people.User;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.plugin.PluginInfo;
import se.samsyn.core.plugin.PluginSource;
import se.samsyn.core.web.LoggedPath;
import se.samsyn.core.web.Messages;

/** What stands in people's calendars: on the page, on 'Min sida' and in the feed that another program reads. */
class CalendarTest {

    private static final Pattern ADDRESS = Pattern.compile("https://samsyn\\.example(/calendar/feed/[\\w-]+\\.ics)");

    private TestSamsyn samsyn;
    private TestClient principal;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createTempDirectory("samsyn-calendar");
        Path plugins = folder.resolve("plugins");
        write(plugins, "meetings", """
                c.permission(Permission.named("attend").onOwnUnits(Role.PRINCIPAL))
                 .calendar((span, caller, services) -> caller.may("attend")
                     ? List.of(
                         new CalendarEntry("m-1", 3, "Rektorsmöte, åäö", "Ta med\\nunderlag; och <b>kaffe</b>", "Ånäset, sal 2",
                             Instant.parse("2026-10-15T07:00:00Z"), Instant.parse("2026-10-15T09:30:00Z"), "/m/1", false),
                         new CalendarEntry("m-2", 1, "Arbetslagsmöte", "", "",
                             Instant.parse("2026-10-20T13:00:00Z"), Instant.parse("2026-10-20T14:00:00Z"), "/m/2", true),
                         CalendarEntry.onDay("d-1", 2, "Studiedag", "För alla lärare", LocalDate.of(2026, 10, 25), "/d/1"),
                         new CalendarEntry("m-3", 0, "Långt bort", "", "",
                             Instant.parse("2036-10-20T13:00:00Z"), Instant.parse("2036-10-20T14:00:00Z"), "/m/3", false))
                     : List.of());
                """);
        write(plugins, "throwing", "c.calendar((s, who, x) -> { throw new LinkageError(\"boom\"); });");
        write(plugins, "wrong", """
                c.calendar((s, who, x) -> List.of(new CalendarEntry("k", 0, "T", "", "", Instant.parse("2026-10-15T07:00:00Z"),
                    Instant.parse("2026-10-15T09:30:00Z"), "https://evil.se", false)));
                """);
        samsyn = TestSamsyn.start(folder);
        samsyn.clock().set(LocalDate.of(2026, 10, 12));
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        principal = samsyn.signIn("rektor");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private static void write(Path plugins, String id, String define) throws IOException {
        PluginSource.of(id)
                .define(define + "c.messages(\"messages\");")
                .messages("permission.attend=Delta\n")
                .writeTo(plugins);
    }

    private void enable(String... ids) {
        for (String id : ids) {
            PluginInfo info = samsyn.app().plugins().enable(id, samsyn.system().requireAnywhere("system.manage"));
            assertThat(info.problem()).as(id).isNull();
        }
    }

    private Activity activity(String title, LocalDate due) {
        return samsyn.app().planning().activities().createOnUnit(samsyn.acting("rektor"), samsyn.school().id(), new ActivityDraft(
                title, "", List.of(samsyn.acting("rektor").userId()), null, due, Activity.State.NOT_STARTED, 0), null);
    }

    private static String feedAddress(TestClient.Answer page) {
        Matcher address = ADDRESS.matcher(page.body());
        assertThat(address.find()).as(page.body()).isTrue();
        return address.group(1);
    }

    private static Calendar read(TestClient.Answer feed) throws Exception {
        assertThat(feed.status()).isEqualTo(200);
        assertThat(feed.header("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("text/calendar"));
        Calendar calendar = new CalendarBuilder().build(new StringReader(feed.body()));
        assertThat(calendar.validate(true).getEntries()).isEmpty();
        return calendar;
    }

    private static Map<String, VEvent> events(Calendar calendar) {
        return calendar.<VEvent>getComponents("VEVENT").stream()
                .collect(Collectors.toMap(event -> event.getSummary().getValue(), event -> event));
    }

    @Test
    void thePageListsTheMonthByDayFromCoreAndPlugins() {
        enable("meetings");
        Activity activity = activity("Skriv brevet", LocalDate.of(2026, 10, 15));
        activity("I november", LocalDate.of(2026, 11, 30));

        String page = principal.get("/calendar").body();

        assertThat(page).containsSubsequence(
                "Oktober 2026", "torsdag 15 oktober", "Hela dagen", "/activities/" + activity.id(), "Skriv brevet",
                "9.00–11.30", "/modules/meetings/m/1", "Rektorsmöte, åäö", "Ånäset, sal 2", "tisdag 20 oktober",
                "<del>Arbetslagsmöte</del>", "Inställt", "söndag 25 oktober", "Hela dagen", "/modules/meetings/d/1", "Studiedag");
        assertThat(page)
                .doesNotContain("I november", "Långt bort")
                .contains("/calendar?month=2026-09", "/calendar?month=2026-11");
        assertThat(principal.get("/calendar?month=2026-11").body()).contains("I november", "November 2026");
        assertThat(principal.get("/calendar?month=2027-05").body()).contains("Inget den här månaden");
        for (String odd : List.of("2026-13", "x", "0000-01", "9999999-01", "%00", "")) {
            assertThat(principal.get("/calendar?month=" + odd).body()).contains("Oktober 2026");
        }
        assertThat(samsyn.client().get("/calendar").location()).startsWith("/login");
    }

    @Test
    void minSidaShowsWhatComesNext() {
        enable("meetings");
        activity("Skriv brevet", LocalDate.of(2026, 10, 15));

        assertThat(principal.get("/my-page").body())
                .containsSubsequence("Kommande", "15 okt", "Skriv brevet", "Rektorsmöte, åäö", "9.00–11.30");

        samsyn.clock().set(Instant.parse("2026-10-15T09:20:00Z"));
        assertThat(samsyn.signIn("rektor").get("/my-page").body()).as("it goes on").contains("9.00–11.30");
        samsyn.clock().set(Instant.parse("2026-10-15T09:30:00Z"));
        assertThat(samsyn.signIn("rektor").get("/my-page").body())
                .as("it is over, the day is not").contains("Skriv brevet").doesNotContain("9.00–11.30");
    }

    @Test
    void aFeedIsReadByAnotherProgramWithoutSigningIn() throws Exception {
        enable("meetings");
        String odd = "Skriv brevet; \"nu\", é\\n " + "å".repeat(60);
        Activity activity = activity(odd, LocalDate.of(2026, 10, 15));
        String address = feedAddress(principal.post("/calendar/feed", Map.of()));

        TestClient.Answer feed = samsyn.client().get(address);

        Map<String, VEvent> events = events(read(feed));
        assertThat(events).containsOnlyKeys(odd, "Rektorsmöte, åäö", "Arbetslagsmöte", "Studiedag");
        VEvent meeting = events.get("Rektorsmöte, åäö");
        assertThat(Instant.from(meeting.getDateTimeStart().getDate())).isEqualTo(Instant.parse("2026-10-15T07:00:00Z"));
        assertThat(meeting.getSequence().getSequenceNo()).isEqualTo(3);
        assertThat(meeting.getLocation().getValue()).isEqualTo("Ånäset, sal 2");
        assertThat(meeting.getDescription().getValue())
                .isEqualTo("Ta med\nunderlag; och <b>kaffe</b>\n\nhttps://samsyn.example/modules/meetings/m/1");
        assertThat(meeting.getUrl().getValue()).isEqualTo("https://samsyn.example/modules/meetings/m/1");
        assertThat(events.get("Arbetslagsmöte").getStatus().getValue()).isEqualTo("CANCELLED");
        VEvent due = events.get(odd);
        assertThat(due.getDateTimeStart().getDate()).isEqualTo(LocalDate.of(2026, 10, 15));
        assertThat(due.getDateTimeEnd().getDate()).isEqualTo(LocalDate.of(2026, 10, 16));
        assertThat(due.getUid().orElseThrow().getValue()).startsWith("planning.activity-" + activity.id() + "@");
        VEvent studyDay = events.get("Studiedag");
        assertThat(studyDay.getDateTimeStart().getDate()).as("25 hours long").isEqualTo(LocalDate.of(2026, 10, 25));
        assertThat(studyDay.getDateTimeEnd().getDate()).isEqualTo(LocalDate.of(2026, 10, 26));
        assertThat(studyDay.getSequence().getSequenceNo()).isEqualTo(2);
        assertThat(events(read(samsyn.client().get(address))).get("Rektorsmöte, åäö").getUid())
                .isEqualTo(meeting.getUid());
        assertThat(feed.body().lines()).allMatch(line -> line.length() <= 75);
    }

    @Test
    void anAddressIsKeptAsAHashShownOnceAndEndsWhenItIsChangedOrRemoved() {
        String first = feedAddress(principal.post("/calendar/feed", Map.of()));
        String secret = first.substring("/calendar/feed/".length(), first.length() - ".ics".length());
        assertThat(secret).hasSize(43);
        assertThat(samsyn.rows("select token_hash from calendar_feed").get(0))
                .containsEntry("token_hash", Secrets.hash(secret));
        assertThat(principal.get("/calendar").body()).doesNotContain(secret).contains("Adressen skapades");
        assertThat(LoggedPath.of(first)).doesNotContain(secret);

        String second = feedAddress(principal.post("/calendar/feed", Map.of()));
        assertThat(samsyn.client().get(first).status()).isEqualTo(404);
        assertThat(samsyn.client().get(second).status()).isEqualTo(200);
        assertThat(samsyn.client().get(second.replace(".ics", "")).status()).isEqualTo(404);
        assertThat(samsyn.client().get("/calendar/feed/" + "a".repeat(43) + ".ics").status()).isEqualTo(404);
        assertThat(samsyn.client().get("/calendar/feed/.ics").status()).isEqualTo(404);

        assertThat(principal.postWithoutToken("/calendar/feed/remove", Map.of()).status()).isEqualTo(403);
        assertThat(principal.post("/calendar/feed/remove", Map.of()).status()).isEqualTo(303);
        assertThat(samsyn.client().get(second).status()).isEqualTo(404);
        assertThat(samsyn.client().post("/calendar/feed", Map.of()).status()).isIn(303, 403);
    }

    @Test
    void aFeedGivesWhatThePersonMaySeeNow() throws Exception {
        enable("meetings");
        String address = feedAddress(principal.post("/calendar/feed", Map.of()));
        assertThat(events(read(samsyn.client().get(address)))).containsKey("Rektorsmöte, åäö");
        User rektor = samsyn.app().people().users().byUsername("rektor").orElseThrow();

        samsyn.app().database().write(() -> samsyn.app().database().jdbi().useHandle(handle ->
                handle.execute("update assignment set valid_to = '2026-10-11' where person_id = ?", rektor.id())));
        assertThat(samsyn.client().get(address).body()).doesNotContain("Rektorsm");

        User blocked = samsyn.app().people().userService().block(samsyn.system(), rektor.id(), rektor.version(), true);
        assertThat(samsyn.client().get(address).status()).isEqualTo(404);
        samsyn.app().people().userService().erase(samsyn.system(), blocked.id(), blocked.version());
        assertThat(samsyn.rows("select 1 from calendar_feed")).isEmpty();
    }

    @Test
    void aPluginThatFailsLeavesTheRestOfThePageAndNoHalfFeed() {
        enable("meetings", "throwing", "wrong");
        activity("Skriv brevet", LocalDate.of(2026, 10, 15));
        String address = feedAddress(principal.post("/calendar/feed", Map.of()));

        assertThat(principal.get("/calendar").body())
                .contains("Skriv brevet", "Rektorsmöte, åäö", "Allt visas inte", name("throwing"), name("wrong"))
                .doesNotContain("evil.se");
        assertThat(principal.get("/my-page").body()).contains("Skriv brevet", "kunde inte läsas just nu");
        assertThat(samsyn.client().get(address).status()).isEqualTo(503);
        samsyn.app().plugins().disable("throwing", samsyn.system().requireAnywhere("system.manage"));
        samsyn.app().plugins().disable("wrong", samsyn.system().requireAnywhere("system.manage"));
        assertThat(samsyn.client().get(address).status()).isEqualTo(200);
    }

    private String name(String id) {
        return samsyn.app().plugins().find(id).orElseThrow().manifest().name().in(Messages.SWEDISH);
    }
}
