package se.samsyn.distribution.demo;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.followup.Analysis;
import se.samsyn.core.followup.AssessedGoal;
import se.samsyn.core.followup.Assessment.Trend;
import se.samsyn.core.followup.Cycle;
import se.samsyn.core.followup.FollowUpProgress;
import se.samsyn.core.followup.Judgement;
import se.samsyn.core.followup.Missing;
import se.samsyn.core.followup.NewCycle;
import se.samsyn.core.measuring.Cell;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Standing;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.planning.Goal;

/** Follow-up each term: the earlier ones handed in by all, the one that is open now under way. */
final class DemoFollowUps {

    /** How much of the open round is done: of ten units, how many have handed in, and how many have begun. */
    private static final int HANDED_IN_OF_TEN = 4;

    private static final int BEGUN_OF_TEN = 7;

    private final Samsyn samsyn;
    private final DemoTexts texts;
    private final DemoPeople people;
    private final DemoUnits units;
    private final DemoPlans plans;
    private final DemoClock clock;
    private final Random random;

    DemoFollowUps(
            Samsyn samsyn,
            DemoTexts texts,
            DemoPeople people,
            DemoUnits units,
            DemoPlans plans,
            DemoClock clock,
            Random random) {
        this.samsyn = samsyn;
        this.texts = texts;
        this.people = people;
        this.units = units;
        this.plans = plans;
        this.clock = clock;
        this.random = random;
    }

    /** A round that everyone handed in. */
    void createFinished(int autumn, Period term, LocalDate opens) {
        Cycle cycle = open(autumn, term, opens, opens.plusDays(32));
        for (FollowUpProgress progress : inOrder(cycle)) {
            clock.travelTo(opens.plusDays(4L + random.nextInt(26)));
            judge(progress, Integer.MAX_VALUE, Activity.State.DONE);
            handIn(progress);
        }
        clock.travelTo(opens.plusDays(40));
        CurrentUser developer = people.acting("kvalitetsutvecklare");
        samsyn.followup().cycles().close(developer, cycle.id(), cycle.version());
    }

    /** The round that is open on the day. */
    void createOpen(int autumn, Period term, LocalDate today) {
        LocalDate opens = today.minusDays(21);
        Cycle cycle = open(autumn, term, opens, today.plusDays(7));
        for (FollowUpProgress progress : inOrder(cycle)) {
            int progressOfTen = random.nextInt(10);
            clock.travelTo(opens.plusDays(2L + random.nextInt(17)));
            boolean mine = progress.unitName().equals("Lindängsskolan") || progress.unitName().equals("Gläntans förskola");
            if (mine) {
                judge(progress, 1, Activity.State.ONGOING);
            } else if (progressOfTen < HANDED_IN_OF_TEN || progress.unitName().equals("Dalskolan")) {
                judge(progress, Integer.MAX_VALUE, Activity.State.ONGOING);
                handIn(progress);
            } else if (progressOfTen < BEGUN_OF_TEN) {
                judge(progress, 1 + random.nextInt(2), Activity.State.ONGOING);
            }
        }
    }

    private Cycle open(int autumn, Period term, LocalDate opens, LocalDate due) {
        clock.travelTo(opens);
        CurrentUser developer = people.acting("kvalitetsutvecklare");
        long root = samsyn.organisation().units().root().orElseThrow().id();
        NewCycle planned = new NewCycle(
                "Uppföljning " + term, root, plans.type().id(), Period.schoolYear(autumn), term, opens, due, term.text().startsWith("HT"));
        Cycle cycle = samsyn.followup().cycles().create(developer, planned);
        return samsyn.followup().cycles().open(developer, cycle.id(), cycle.version());
    }

    /** Without an order of their own the same seed would not give the same municipality. */
    private List<FollowUpProgress> inOrder(Cycle cycle) {
        return samsyn.followup().followUps().ofCycle(people.acting("kvalitetsutvecklare"), cycle.id()).stream()
                .sorted(Comparator.comparing(progress -> progress.followUp().id()))
                .toList();
    }

    /** @param state of what is done about the causes that are found */
    private void judge(FollowUpProgress progress, int atMost, Activity.State state) {
        CurrentUser author = author(progress);
        List<AssessedGoal> goals = samsyn.followup().followUps().goals(author, progress);
        Map<Long, Status> proposed = proposed(author, progress);
        Map<Long, Status> together = samsyn.followup().followUps().proposed(author, progress);
        int judged = 0;
        for (AssessedGoal goal : goals) {
            if (judged++ < atMost) {
                clock.passMinutes(9);
                Status status = proposed.getOrDefault(goal.goalId(), Status.ON_TRACK);
                samsyn.followup()
                        .assessments()
                        .write(author, goal.assessment().id(), goal.assessment().version(), judgement(status, together.get(goal.goalId())));
            }
        }
        samsyn.followup().followUps().missing(author, progress).stream()
                .filter(missing -> missing.part() == Missing.Part.ANALYSIS)
                .forEach(missing -> analyse(author, progress, missing.goalId(), state));
    }

    /** Why a goal stands worse than before, and what is done about it. */
    private void analyse(CurrentUser author, FollowUpProgress progress, long goal, Activity.State state) {
        clock.passMinutes(12);
        DemoTexts.Analysed text = texts.analyses().get((int) (goal % texts.analyses().size()));
        Analysis analysis = samsyn.followup()
                .analyses()
                .write(author, progress.followUp().id(), goal, 0, text.findings(List.of()));
        clock.passMinutes(3);
        samsyn.planning().activities().create(author, goal, intervention(author, text, analysis, state));
    }

    /** What the results say together. */
    private void analyseAcross(CurrentUser author, FollowUpProgress progress) {
        clock.passMinutes(25);
        List<Long> goals = samsyn.followup().followUps().goals(author, progress).stream()
                .map(AssessedGoal::goalId)
                .limit(2)
                .toList();
        long id = progress.followUp().id();
        DemoTexts.Analysed text = texts.acrossGoals().get((int) (id % texts.acrossGoals().size()));
        samsyn.followup().analyses().write(author, id, null, 0, text.findings(goals));
    }

    private ActivityDraft intervention(
            CurrentUser author, DemoTexts.Analysed text, Analysis analysis, Activity.State state) {
        return new ActivityDraft(
                text.intervention(),
                "",
                List.of(author.userId()),
                null,
                null,
                state,
                state == Activity.State.DONE ? 100 : 25,
                analysis.causes().get(0).id());
    }

    private Judgement judgement(Status status, @Nullable Status together) {
        Trend trend =
                switch (status) {
                    case REACHED -> random.nextBoolean() ? Trend.BETTER : Trend.SAME;
                    case OFF_TRACK -> random.nextBoolean() ? Trend.WORSE : Trend.SAME;
                    default -> Trend.values()[random.nextInt(2)];
                };
        String text = pick(texts.reasons());
        String reason = together == null || together == status ? "" : text;
        return new Judgement(status, trend, pick(texts.comments().get(status)), reason);
    }

    /** For each goal the status that its first indicator proposes. */
    private Map<Long, Status> proposed(CurrentUser author, FollowUpProgress progress) {
        List<Goal> goals = samsyn.planning().goals().ofPlan(author, progress.followUp().planId()).stream()
                .map(row -> row.goal())
                .filter(goal -> !goal.indicatorIds().isEmpty())
                .toList();
        List<Long> indicators =
                goals.stream().map(goal -> goal.indicatorIds().get(0)).distinct().toList();
        if (indicators.isEmpty()) {
            return Map.of();
        }
        long unit = progress.followUp().unitId();
        Map<Cell, Standing> standings =
                samsyn.measuring().measurements().latest(List.of(unit), indicators, progress.period());
        return goals.stream()
                .filter(goal -> proposal(standings, goal, unit) != null)
                .collect(Collectors.toMap(Goal::id, goal -> proposal(standings, goal, unit)));
    }

    private static @Nullable Status proposal(Map<Cell, Standing> standings, Goal goal, long unit) {
        Standing standing = standings.get(new Cell(goal.indicatorIds().get(0), unit));
        return standing == null ? null : standing.proposal().status();
    }

    private void handIn(FollowUpProgress progress) {
        CurrentUser author = author(progress);
        if (progress.period().text().startsWith("HT")) {
            analyseAcross(author, progress);
        }
        clock.passMinutes(31);
        samsyn.followup()
                .followUps()
                .markComplete(
                        author,
                        progress.followUp().id(),
                        progress.followUp().version(),
                        pick(texts.summaries()));
    }

    private CurrentUser author(FollowUpProgress progress) {
        long unit = progress.followUp().unitId();
        return units.schools().stream()
                .filter(school -> school.id() == unit)
                .findFirst()
                .map((Unit school) -> people.acting(people.principalOf(school)))
                .orElseGet(() -> people.acting("forvaltningschef"));
    }

    private String pick(List<String> among) {
        return among.get(random.nextInt(among.size()));
    }
}
