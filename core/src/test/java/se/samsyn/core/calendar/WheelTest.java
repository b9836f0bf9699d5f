package se.samsyn.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.followup.NewCycle;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanStates;
import se.samsyn.core.planning.PlanType;
import se.samsyn.core.plugin.PluginInfo;
import se.samsyn.core.plugin.PluginSource;
import tools.jackson.databind.JsonNode;

/** The annual wheel: as a page, a poster, iCal and JSON, and who sees what of it. */
class WheelTest {

    private TestSamsyn samsyn;
    private TestClient principal;
    private PlanType type;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createTempDirectory("samsyn-wheel");
        PluginSource.of("meetings")
                .define("""
                        c.permission(Permission.named("attend").onOwnUnits(Role.PRINCIPAL))
                         .calendar((span, caller, services) -> caller.may("attend")
                             ? List.of(
                                 new CalendarEntry("m-1", 3, "Rektorsmöte <åäö>", "", "Sal 2",
                                     Instant.parse("2026-10-15T07:00:00Z"), Instant.parse("2026-10-15T09:30:00Z"), "/m/1", false),
                                 new CalendarEntry("m-2", 1, "Arbetslagsmöte", "", "", Instant.parse("2026-10-16T13:00:00Z"),
                                         Instant.parse("2026-10-16T14:00:00Z"), "/m/2", true)
                                     .onUnit(caller.unitsWith("attend").iterator().next()))
                             : List.of())
                         .messages("messages");
                        """)
                .messages("permission.attend=Delta\n")
                .writeTo(folder.resolve("plugins"));
        PluginSource.of("throwing")
                .define("c.calendar((s, who, x) -> { throw new LinkageError(\"boom\"); });")
                .writeTo(folder.resolve("plugins"));
        samsyn = TestSamsyn.start(folder);
        samsyn.clock().set(LocalDate.of(2026, 11, 12));
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("granne", Role.PRINCIPAL, samsyn.otherSchool());
        principal = samsyn.signIn("rektor");
        type = samsyn.app().planning().types().createDefault(samsyn.system(), PlanType.Calendar.SCHOOL_YEAR);
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private void enable(String id) {
        PluginInfo info = samsyn.app().plugins().enable(id, samsyn.system().requireAnywhere("system.manage"));
        assertThat(info.problem()).as(id).isNull();
    }

    private Plan plan(Unit unit, String title) {
        return samsyn.app().planning().plans().create(samsyn.system(), type.id(), unit.id(), Period.of("2026/27"), title);
    }

    private Activity activity(Unit unit, String who, String title, String starts, String due, Activity.State state) {
        ActivityDraft draft = new ActivityDraft(
                title, "", List.of(samsyn.acting(who).userId()), LocalDate.parse(starts), LocalDate.parse(due), state, 0);
        return samsyn.app().planning().activities().createOnUnit(samsyn.system(), unit.id(), draft, null);
    }

    private void cycle(Unit unit, String name, String opens, String due) {
        samsyn.app().followup().cycles().create(samsyn.system(), new NewCycle(
                name, unit.id(), type.id(), Period.of("2026/27"), Period.of("HT2026"), LocalDate.parse(opens), LocalDate.parse(due)));
    }

    @Test
    void aUnitsWheelHasItsPlanItsRoundsItsActivitiesAndWhatPluginsSay() {
        enable("meetings");
        Plan draft = plan(samsyn.school(), "Skolans plan");
        PlanStates states = samsyn.app().planning().states();
        Plan proposed = states.propose(samsyn.system(), draft.id(), draft.version(), "");
        Plan.Decision decision = new Plan.Decision(LocalDate.of(2026, 11, 12), "Nämnden", "");
        states.adopt(samsyn.system(), draft.id(), proposed.version(), decision);
        plan(samsyn.otherSchool(), "Grannens plan");
        cycle(samsyn.municipality(), "Höstens uppföljning", "2026-11-01", "2026-11-30");
        cycle(samsyn.otherSchool(), "Grannens uppföljning", "2026-11-01", "2026-11-30");
        activity(samsyn.school(), "granne", "Läsa högt", "2026-09-01", "2027-02-28", Activity.State.ONGOING);
        activity(samsyn.school(), "granne", "Gjord", "2026-08-01", "2026-09-15", Activity.State.DONE);
        activity(samsyn.school(), "granne", "Avbruten", "2026-08-01", "2026-09-15", Activity.State.CANCELLED);
        activity(samsyn.otherSchool(), "rektor", "Min hos grannen", "2026-09-01", "2027-02-28", Activity.State.ONGOING);

        String page = principal.get("/wheel").body();

        assertThat(page)
                .contains("<h1>Årshjul 2026/27</h1>", "Ekbackens skola")
                .containsSubsequence("Närmast i tiden", "Tidigare under året (3)", "Augusti 2026", "Gjord", "Oktober 2026",
                        "Rektorsmöte &lt;åäö&gt;", "9.00–11.30", "<del>Arbetslagsmöte</del>", "November 2026",
                        "Skolans plan fastställd", "Höstens uppföljning", "1–30 nov", "Februari 2027", "Läsa högt", "Juni 2027",
                        "Skolans plan")
                .contains("Höstens uppföljning, 1–30 nov", "(Uppföljning)</title>", "aria-label=\"Aktiviteter\"")
                .doesNotContain("Grannens", "Avbruten", "Min hos grannen", "<åäö>", "Allt visas inte");

        String all = principal.get("/wheel?unit=all").body();
        assertThat(all)
                .contains("Min hos grannen", "Höstens uppföljning", "Grannens uppföljning", "2026/27: 2 planer", "Rektorsmöte")
                .doesNotContain("Läsa högt", "Skolans plan");

        assertThat(principal.get("/wheel?year=2026&unit=" + samsyn.school().id()).body())
                .contains("<h1>Årshjul 2026</h1>", "Pågår längre än året", "?year=2025&amp;unit=", "Läsa högt")
                .doesNotContain("Juni 2027");
        assertThat(principal.get("/wheel?year=2030/31").body()).contains("Inget det här året", "Hela året");
        assertThat(principal.get("/wheel?year=x").body()).contains("Årshjul 2026/27");
    }

    @Test
    void nobodySeesAnothersMeetingsNorAUnitThatTheyMayNotRead() {
        enable("meetings");
        activity(samsyn.otherSchool(), "granne", "Grannens sak", "2026-09-01", "2027-02-28", Activity.State.ONGOING);
        TestClient teacher = samsyn.signIn("larare", Role.EMPLOYEE);
        TestClient neighbour = samsyn.signIn("granne");
        long school = samsyn.school().id();
        long other = samsyn.otherSchool().id();

        assertThat(neighbour.get("/wheel?unit=" + school).body()).contains("Rektorsmöte").doesNotContain("Arbetslagsmöte");
        assertThat(neighbour.get("/wheel").body()).contains("Arbetslagsmöte", "Grannens sak");
        for (String path : List.of("/wheel", "/wheel?unit=all", "/wheel/poster", "/wheel/calendar.ics", "/wheel?unit=" + school)) {
            TestClient.Answer answer = teacher.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContain("möte", "Grannens sak");
        }
        for (String path : List.of("/wheel", "/wheel/poster", "/wheel/calendar.ics")) {
            assertThat(teacher.get(path + "?unit=" + other).status()).as(path).isEqualTo(404);
            assertThat(principal.get(path + "?unit=999999").status()).as(path).isEqualTo(404);
            assertThat(principal.get(path + "?unit=x").status()).as(path).isEqualTo(404);
            assertThat(samsyn.client().get(path).location()).startsWith("/login");
        }
        assertThat(samsyn.api("larare").get("/api/v1/annual-wheel?unit=" + other).status()).isEqualTo(404);
        assertThat(samsyn.client().get("/api/v1/annual-wheel").status()).isEqualTo(401);
        samsyn.person("ny");
        assertThat(samsyn.signIn("ny").get("/wheel").body()).contains("Inget det här året", "Allt jag ser");
    }

    @Test
    void thePosterSaysWhoseItIsAndHasAllOfTheYear() {
        cycle(samsyn.municipality(), "Höstens uppföljning", "2026-09-01", "2026-09-30");
        cycle(samsyn.municipality(), "Vårens uppföljning", "2027-05-01", "2027-05-31");

        String portrait = principal.get("/wheel/poster").body();
        String landscape = principal.get("/wheel/poster?year=2026&unit=all&paper=landscape").body();

        assertThat(portrait)
                .containsSubsequence("Testköping · Ekbackens skola", "Årshjul 2026/27", "12 november 2026", "<svg viewBox",
                        "September 2026", "Höstens uppföljning", "Maj 2027", "Vårens uppföljning")
                .doesNotContain("s-poster--landscape");
        assertThat(landscape).contains("s-poster--landscape", "Testköping · Allt jag ser", "Höstens").doesNotContain("Vårens");
    }

    @Test
    void theCalendarFileHasTheSame() throws Exception {
        enable("meetings");
        cycle(samsyn.municipality(), "Höstens uppföljning", "2026-11-01", "2026-11-30");

        TestClient.Answer file = principal.get("/wheel/calendar.ics?year=2026/27");

        assertThat(file.header("Content-Type")).hasValueSatisfying(it -> assertThat(it).startsWith("text/calendar"));
        Calendar calendar = new CalendarBuilder().build(new StringReader(file.body()));
        assertThat(calendar.validate(true).getEntries()).isEmpty();
        List<VEvent> events = calendar.getComponents("VEVENT");
        assertThat(events).extracting(event -> event.getSummary().getValue())
                .containsExactlyInAnyOrder("Höstens uppföljning", "Rektorsmöte <åäö>", "Arbetslagsmöte");
        VEvent cycle = events.stream().filter(event -> event.getSummary().getValue().startsWith("Höst")).findFirst().orElseThrow();
        assertThat(cycle.getDateTimeStart().getDate()).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(cycle.getDateTimeEnd().getDate()).isEqualTo(LocalDate.of(2026, 12, 1));

        enable("throwing");
        assertThat(principal.get("/wheel/calendar.ics").status()).isEqualTo(503);
        assertThat(principal.get("/wheel").body()).contains("Allt visas inte", "Höstens uppföljning", "Rektorsmöte");
    }

    @Test
    void theSameIsToBeHadAsJson() {
        enable("meetings");
        cycle(samsyn.municipality(), "Höstens uppföljning", "2026-11-01", "2026-11-30");
        TestClient api = samsyn.api("rektor");

        JsonNode wheel = api.get("/api/v1/annual-wheel?year=2026/27&unit=" + samsyn.school().id()).json();

        assertThat(wheel.get("from").asString()).isEqualTo("2026-07-01");
        assertThat(wheel.get("to").asString()).isEqualTo("2027-06-30");
        assertThat(wheel.get("rings")).hasSize(2);
        assertThat(wheel.get("rings").get(0).get("name").asString()).isEqualTo("Uppföljning");
        JsonNode round = wheel.get("rings").get(0).get("dates").get(0);
        assertThat(round.get("from").asString()).isEqualTo("2026-11-01");
        assertThat(round.get("to").asString()).isEqualTo("2026-11-30");
        assertThat(wheel.get("rings").get(1).get("key").asString()).isEqualTo("meetings");
        assertThat(api.get("/api/v1/annual-wheel").json().get("year").asString()).isEqualTo("2026/27");
        assertThat(api.get("/api/v1/annual-wheel?year=2026-T1").status()).isEqualTo(422);
        assertThat(samsyn.client().get("/api/v1/openapi.json").body()).contains("/api/v1/annual-wheel");
    }
}
