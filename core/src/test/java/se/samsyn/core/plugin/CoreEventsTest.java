package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.core.plugin.PluginJobTest.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.event.EventLog;
import se.samsyn.core.followup.Assessment;
import se.samsyn.core.followup.AssessedGoal;
import se.samsyn.core.followup.Cycle;
import se.samsyn.core.followup.FollowUpProgress;
import se.samsyn.core.followup.FollowupModule;
import se.samsyn.core.followup.Judgement;
import se.samsyn.core.followup.NewCycle;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.planning.GoalDraft;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanType;
import se.samsyn.core.planning.PlanningModule;

/** What core tells of, as its own services save it and a plugin hears it. */
class CoreEventsTest {

    private static PluginSource ear() {
        return PluginSource.of("ear")
                .define("c.migrations(\"db\");" + EventLog.CORE_EVENTS.stream()
                        .map(event -> """
                                c.listener(new EventListener("%1$s", "core", "%1$s", 1, (event, services) ->
                                    context.database().write(h -> h.execute("insert into p_ear_log (text) values (?)",
                                        event.name() + " " + event.entityId()))));
                                """.formatted(event))
                        .collect(Collectors.joining()))
                .migration("V1__log.sql", "create table p_ear_log (id ${key}, text text not null);");
    }

    @Test
    void eachKindIsHeardWhenCoresOwnServiceSavesIt() throws Exception {
        Path folder = Files.createTempDirectory("samsyn-events");
        ear().writeTo(folder.resolve("plugins"));
        try (TestSamsyn samsyn = TestSamsyn.start(folder)) {
            samsyn.clock().set(LocalDate.of(2026, 11, 23));
            samsyn.user("maria", Role.PRINCIPAL, samsyn.school());
            samsyn.user("karin", Role.QUALITY_DEVELOPER, samsyn.municipality());
            samsyn.app().plugins().enable("ear", samsyn.system().requireAnywhere("system.manage"));

            List<String> saved = List.of(
                    "unit " + samsyn.unit(samsyn.administration(), UnitKind.COMPULSORY_SCHOOL, "Nya skolan").id(),
                    "indicator " + indicator(samsyn),
                    "activity " + activity(samsyn),
                    "goal " + goal(samsyn),
                    "assessment " + assessment(samsyn));
            await(() -> heard(samsyn).size() >= saved.size());

            assertThat(heard(samsyn)).containsExactlyInAnyOrderElementsOf(saved);
            assertThat(saved).as("nothing is left out").hasSameSizeAs(EventLog.CORE_EVENTS);
        }
    }

    private static List<String> heard(TestSamsyn samsyn) {
        return samsyn.rows("select text from p_ear_log").stream().map(row -> (String) row.get("text")).toList();
    }

    private static long indicator(TestSamsyn samsyn) {
        Indicator draft = new Indicator(
                0, "own", "EGEN-1", "Trygghet", "", "%", 0, Indicator.Direction.HIGHER, Indicator.Periodicity.YEAR,
                Indicator.Aggregation.NONE, null, false, null, 0);
        return samsyn.app().measuring().indicatorService().create(samsyn.system().requireAnywhere("system.manage"), draft).id();
    }

    private static long activity(TestSamsyn samsyn) {
        CurrentUser principal = samsyn.acting("maria");
        ActivityDraft draft = new ActivityDraft(
                "Skriv brevet", "", List.of(principal.userId()), null, null, Activity.State.NOT_STARTED, 0);
        return samsyn.app().planning().activities().createOnUnit(principal, samsyn.school().id(), draft, null).id();
    }

    private static long goal(TestSamsyn samsyn) {
        PlanningModule planning = samsyn.app().planning();
        PlanType type = planning.types()
                .create(samsyn.system(), "Verksamhetsplan", PlanType.Calendar.SCHOOL_YEAR, List.of("Skolans mål"));
        Plan plan = planning.plans()
                .create(samsyn.system(), type.id(), samsyn.school().id(), Period.of("2026/27"), "Verksamhetsplan");
        GoalDraft draft = new GoalDraft(type.levels().get(0).id(), "Alla läser", "", null, List.of(), List.of(), null);
        return planning.goals().create(samsyn.system(), plan.id(), draft).id();
    }

    private static long assessment(TestSamsyn samsyn) {
        FollowupModule followUp = samsyn.app().followup();
        CurrentUser developer = samsyn.acting("karin");
        CurrentUser principal = samsyn.acting("maria");
        PlanType type = samsyn.app().planning().types().all().get(0);
        Cycle cycle = followUp.cycles().create(developer, new NewCycle(
                "Hösten", samsyn.municipality().id(), type.id(), Period.of("2026/27"), Period.of("HT2026"),
                LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30)));
        followUp.cycles().open(developer, cycle.id(), cycle.version());
        FollowUpProgress progress = followUp.followUps().ofCycle(principal, cycle.id()).get(0);
        AssessedGoal goal = followUp.followUps().goals(principal, progress).get(0);
        Assessment before = goal.assessment();
        Judgement judgement = new Judgement(Status.ON_TRACK, Assessment.Trend.SAME, "Det går bra", "");
        return followUp.assessments().write(principal, before.id(), before.version(), judgement).id();
    }
}
