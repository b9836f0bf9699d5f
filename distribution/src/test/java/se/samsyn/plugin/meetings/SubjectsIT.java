package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.plugin.meetings.TestMeetings.ok;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.followup.Assessment;
import se.samsyn.core.followup.Cycle;
import se.samsyn.core.followup.FollowUpProgress;
import se.samsyn.core.followup.FollowupModule;
import se.samsyn.core.followup.Judgement;
import se.samsyn.core.followup.NewCycle;
import se.samsyn.core.measuring.Figure;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.planning.GoalDraft;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanType;
import se.samsyn.core.planning.PlanningModule;

/** What of Samsyn's a meeting is about: today's figures while it goes on, those of then afterwards, and what a dialogue begins with. */
class SubjectsIT {

    private TestMeetings world;
    private TestSamsyn samsyn;
    private PlanningModule planning;
    private PlanType type;
    private Plan plan;
    private Indicator share;

    @BeforeEach
    void start() {
        world = new TestMeetings();
        samsyn = world.samsyn;
        planning = samsyn.app().planning();
        type = planning.types().create(samsyn.system(), "Verksamhetsplan", PlanType.Calendar.SCHOOL_YEAR, List.of("Skolans mål"));
        plan = planning.plans().create(samsyn.system(), type.id(), samsyn.school().id(), Period.of("2026/27"), "Skolans plan");
        share = samsyn.app().measuring().indicatorService().create(Grant.system("test"), new Indicator(
                0, "own", "ovr", "Behöriga elever", "", "%", 1, Indicator.Direction.HIGHER, Indicator.Periodicity.YEAR,
                Indicator.Aggregation.NONE, 5.0, false, null, 0));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private long goal(String title) {
        return planning.goals().create(samsyn.system(), plan.id(), new GoalDraft(
                type.levels().get(0).id(), title, "", null, List.of(), List.of(share.id()), null)).id();
    }

    private void measure(double value) {
        figure(share, Measurement.Kind.OUTCOME, value);
    }

    private void figure(Indicator indicator, Measurement.Kind kind, double value) {
        samsyn.app().measuring().measurements().merge(Grant.system("test"), List.of(new Figure(
                        indicator.id(), samsyn.school().id(), Period.of("2025"), Measurement.Gender.T, kind, value,
                        Measurement.State.EXISTS, "Egen"))
                .iterator());
    }

    private void about(String item, String subject) {
        String version = samsyn.rows("select version from p_meetings_item where id = " + item.replaceAll(".*/", ""))
                .get(0).get("version").toString();
        ok(world.rektor.post(item + "/subject", Map.of("subject", subject, "version", version)));
    }

    @Test
    void figuresAreTodaysWhileAMeetingGoesOnAndThoseOfThenAfterwards() throws IOException {
        CurrentUser rektor = samsyn.acting("rektor");
        Activity visit = planning.activities().createOnUnit(rektor, samsyn.school().id(), new ActivityDraft(
                "Boka studiebesök", "", List.of(rektor.userId()), null, null, Activity.State.NOT_STARTED, 0), null);
        measure(81.4);
        String series = world.attestedSeries();
        String meeting = world.meeting(series, "2026-12-03");
        List<String> numbers = world.items(meeting);
        List<String> items = numbers.stream().map(number -> meeting + "/items/" + number).toList();
        about(items.get(0), "INDICATOR:" + share.id() + ":" + world.school());
        about(items.get(1), "GOAL:" + goal("Alla läser med flyt"));
        about(items.get(2), "ACTIVITY:" + visit.id());
        about(items.get(3), "UNIT:" + world.school());
        ok(world.rektor.post(meeting + "/state", Map.of("to", "ONGOING")));
        everyItemShows(meeting, numbers, "81,4", "Ej påbörjad");

        measure(83.6);
        Activity begun = planning.activities().edit(rektor, visit.id(), visit.version(), new ActivityDraft(
                visit.title(), "", visit.ownerIds(), null, null, Activity.State.ONGOING, 30));
        everyItemShows(meeting, numbers, "83,6", "Pågår");
        ok(world.rektor.post(items.get(0) + "/current", Map.of()));
        assertThat(world.larare.get(meeting + "/screen/part").body()).contains("83,6").doesNotContain("81,4");

        ok(world.rektor.post(meeting + "/state", Map.of("to", "HELD")));
        measure(85.2);
        planning.activities().complete(rektor, begun.id(), begun.version());
        isAsItWas(meeting);
        ok(TestMeetings.sign(samsyn.signIn("kollega"), meeting));
        isAsItWas(meeting);
        assertThat(samsyn.rows("select content from p_meetings_minutes").toString())
                .contains("83,6", "Pågår").doesNotContain("81,4", "85,2", "Klar");
        isToldInTheReadersLanguage(meeting);
        assertThat(world.larare.get("/units/" + world.school()).status()).isEqualTo(200);
        String other = world.meeting(series, "2026-12-10");
        about(other + "/items/" + world.items(other).get(0), "INDICATOR:" + share.id() + ":" + world.school());
        assertThat(world.larare.get(other + "/items/" + world.items(other).get(0)).body()).as("of today").contains("85,2");
    }

    /** The indicator, the goal and the unit show the figure, the activity its state. */
    private void everyItemShows(String meeting, List<String> numbers, String figure, String state) {
        for (String number : numbers) {
            String shown = number.equals(numbers.get(2)) ? state : figure;
            for (String page : List.of("/items/" + number, "/room?item=" + number, "/room/item?item=" + number)) {
                assertThat(world.larare.get(meeting + page).body()).as(page).containsPattern("(?s)s-subject.*" + shown);
            }
        }
    }

    private void isAsItWas(String meeting) throws IOException {
        String page = world.larare.get(meeting).body();
        assertThat(page.split("s-subject", -1)).as("four, and what is before them").hasSize(5);
        String word = MinutesIT.word(world.larare.bytes(meeting + "/minutes/word"));
        for (String text : List.of(page, word)) {
            assertThat(text).contains("12 okt 2026", "Boka studiebesök", "Pågår", "Alla läser med flyt")
                    .doesNotContain("81,4", "85,2", "Klar<", "Ej påbörjad");
            assertThat(text.split("83,6", -1)).as("of the indicator, the goal and the unit").hasSize(4);
        }
    }

    /** Whoever ended the meeting read Swedish. */
    private void isToldInTheReadersLanguage(String meeting) throws IOException {
        TestClient english = samsyn.signIn("kollega");
        english.post("/account/language", Map.of("locale", "en"));
        for (String text : List.of(english.get(meeting).body(), MinutesIT.word(english.bytes(meeting + "/minutes/word")))) {
            assertThat(text).contains("Ongoing", "Activity", "83.6").doesNotContain("Pågår", "83,6");
        }
        assertThat(samsyn.signIn("rektor").get(meeting).body()).contains("Pågår", "83,6");
    }

    /** The unit's goals by title, and how each was judged when it was followed up. */
    private void judge(Map<String, Status> goals) {
        goals.keySet().forEach(this::goal);
        samsyn.user("utvecklare", Role.QUALITY_DEVELOPER, samsyn.municipality());
        CurrentUser developer = samsyn.acting("utvecklare");
        CurrentUser rektor = samsyn.acting("rektor");
        FollowupModule followUp = samsyn.app().followup();
        Cycle cycle = followUp.cycles().create(developer, new NewCycle(
                "Hösten", samsyn.municipality().id(), type.id(), Period.of("2026/27"), Period.of("HT2026"),
                LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 30)));
        followUp.cycles().open(developer, cycle.id(), cycle.version());
        FollowUpProgress progress = followUp.followUps().ofCycle(rektor, cycle.id()).get(0);
        followUp.followUps().goals(rektor, progress).forEach(goal -> followUp.assessments().write(
                rektor, goal.assessment().id(), goal.assessment().version(),
                new Judgement(goals.get(goal.title()), Assessment.Trend.SAME, "Så går det", "Därför")));
        followUp.followUps().markComplete(rektor, progress.followUp().id(), progress.followUp().version(), "");
    }

    /** What was filled in, by the items' titles. */
    private List<String> ground(String meeting) {
        List<String> notes = new ArrayList<>();
        samsyn.rows("select i.title, n.text from p_meetings_note n join p_meetings_item i on i.id = n.item_id where i.meeting_id = "
                        + meeting.replaceAll(".*/", "") + " order by i.position")
                .forEach(row -> notes.add((row.get("title") + ": " + row.get("text")).replace('\u00a0', ' ')));
        return notes;
    }

    @Test
    void aDialogueBeginsWithTheUnitsStrengthsAndChallenges() {
        String series = TestMeetings.created(world.rektor.post(
                TestMeetings.BASE + "/series", Map.of("kind", "QUALITY_DIALOGUE", "unit", world.school())));
        assertThat(ground(world.meeting(series, "2026-12-03"))).containsExactly(
                "Enhetens styrkor: Samsyn hade inget underlag 12 okt 2026.",
                "Enhetens utmaningar: Samsyn hade inget underlag 12 okt 2026.");
        judge(Map.of(
                "Alla läser", Status.ON_TRACK, "Alla räknar", Status.REACHED, "Alla trivs", Status.AT_RISK,
                "Alla är här", Status.OFF_TRACK, "Alla rör sig", Status.NOT_STARTED));
        goal("Alla sjunger");
        measure(89);
        figure(share, Measurement.Kind.TARGET, 85);
        List<String> ground = ground(world.meeting(series, "2026-12-10"));
        assertThat(ground).hasSize(2);
        assertThat(ground.get(0).lines()).containsExactlyInAnyOrder(
                "Enhetens styrkor: Underlag ur Samsyn 12 okt 2026:",
                "– Mål: Alla läser. Enligt plan", "– Mål: Alla räknar. Uppnått",
                "– Indikator: Behöriga elever. Utfall: 89,0 % (2025), Målvärde: 85,0 % (2025). Uppnått");
        assertThat(ground.get(1).lines()).containsExactlyInAnyOrder(
                "Enhetens utmaningar: Underlag ur Samsyn 12 okt 2026:",
                "– Mål: Alla trivs. Risk för avvikelse", "– Mål: Alla är här. Avvikelse");
        Map<String, Object> twice = Map.of("day", "2027-01-14", "time", "09:00", "minutes", "60", "repeat", "2", "times", "2");
        TestMeetings.ok(world.rektor.post(series + "/meetings", twice));
        List<Map<String, Object>> two = samsyn.rows("select id from p_meetings_meeting where starts_at > '2027'");
        assertThat(two).hasSize(2).allSatisfy(one -> assertThat(ground("/" + one.get("id"))).isEqualTo(ground));
        measure(70);
        assertThat(ground(world.meeting(series, "2026-12-17")))
                .satisfies(now -> assertThat(now.get(0)).doesNotContain("Behöriga elever"))
                .satisfies(now -> assertThat(now.get(1)).contains("– Indikator: Behöriga elever. Utfall: 70,0 % (2025), Målvärde: 85,0 % (2025). "));
    }
}
