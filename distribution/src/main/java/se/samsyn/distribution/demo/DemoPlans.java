package se.samsyn.distribution.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.people.User;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.planning.Goal;
import se.samsyn.core.planning.GoalDraft;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanType;

/** The plans of three school years: the council's, the committee's and each unit's. */
final class DemoPlans {

    private static final String COMMITTEE = "Barn- och utbildningsnämnden";
    /** Whose plan of the year waits for a decision. */
    private static final String PROPOSED = "Vikensskolan";
    /** Whose plan has a second edition. */
    private static final String CORRECTED = "Lindängsskolan";

    private final Samsyn samsyn;
    private final DemoTexts texts;
    private final DemoPeople people;
    private final DemoFigures figures;
    private final DemoUnits units;
    private final DemoClock clock;
    private final Random random;
    private final Map<String, Long> lastYears = new HashMap<>();
    /** The year's activities, with whoever reports them. */
    private final Map<Long, User> responsible = new LinkedHashMap<>();

    private PlanType type;

    DemoPlans(
            Samsyn samsyn,
            DemoTexts texts,
            DemoPeople people,
            DemoFigures figures,
            DemoUnits units,
            DemoClock clock,
            Random random) {
        this.samsyn = samsyn;
        this.texts = texts;
        this.people = people;
        this.figures = figures;
        this.units = units;
        this.clock = clock;
        this.random = random;
    }

    PlanType type() {
        return type;
    }

    void createType(CurrentUser system) {
        type = samsyn.planning().types().createDefault(system, PlanType.Calendar.SCHOOL_YEAR);
    }

    /**
     * The year's plans from the top, each level some weeks after the one above.
     *
     * @param drafts the units whose principals have not adopted theirs yet
     */
    void create(int autumn, Set<String> drafts) {
        clock.travelTo(LocalDate.of(autumn, 6, 9));
        CurrentUser admin = people.acting("admin");
        Plan council = plan(admin, units.municipality(), autumn, "Mål och inriktning " + Period.schoolYear(autumn));
        List<Goal> councilGoals = new ArrayList<>();
        for (String title : texts.councilGoals()) {
            councilGoals.add(goal(admin, council, new GoalText(0, title, "", null, List.of(), List.of())));
        }
        adopt(admin, council, admin, decision(LocalDate.of(autumn, 6, 8), "Kommunfullmäktige", "KS", autumn, council));

        clock.travelTo(LocalDate.of(autumn, 6, 24));
        CurrentUser head = people.acting("forvaltningschef");
        Plan committee = plan(head, units.administration(), autumn, "Nämndens plan " + Period.schoolYear(autumn));
        List<Goal> committeeGoals = new ArrayList<>();
        for (DemoTexts.CommitteeGoal goal : texts.committeeGoals()) {
            List<Goal.Link> link = breaksDown(councilGoals.get(goal.under()));
            committeeGoals.add(goal(
                    head,
                    committee,
                    new GoalText(1, goal.title(), goal.description(), head.userId(), link, List.of())));
        }
        adopt(head, committee, head, decision(LocalDate.of(autumn, 6, 23), COMMITTEE, "BUN", autumn, committee));
        for (Unit unit : units.schools()) {
            clock.travelTo(LocalDate.of(autumn, 8, 17).plusDays(random.nextInt(20)));
            Plan plan = unitPlan(unit, autumn, committeeGoals);
            CurrentUser principal = people.acting(people.principalOf(unit));
            boolean waits = unit.name().equals(PROPOSED) && !drafts.isEmpty();
            if (waits) {
                samsyn.planning().states().propose(
                        principal, plan.id(), plan.version(), "Vi har stämt av målen i arbetslagen och med elevrådet.");
            } else if (!drafts.contains(unit.name())) {
                adopt(principal, plan, head, decision(today(), "Förvaltningschefen", "BUN", autumn, plan));
                if (unit.name().equals(CORRECTED)) {
                    correct(principal, plan, head, autumn);
                }
            }
        }
    }

    /** A later word about the first goal, as the plan's second edition. */
    private void correct(CurrentUser principal, Plan plan, CurrentUser head, int autumn) {
        clock.travelTo(LocalDate.of(autumn, 10, 6));
        Plan adopted = samsyn.planning().plans().get(principal, plan.id());
        Plan opened = samsyn.planning().states().correct(
                principal, plan.id(), adopted.version(), "Det framgick inte vilka årskurser som målet gäller.");
        Goal goal = samsyn.planning().goals().ofPlan(principal, plan.id()).get(0).goal();
        GoalDraft same = GoalDraft.of(goal);
        samsyn.planning().goals().edit(principal, goal.id(), goal.version(), new GoalDraft(
                same.levelId(), same.title(), (same.description() + " Målet gäller alla årskurser.").strip(), same.ownerId(),
                same.links(), same.indicatorIds(), same.previousGoalId(), same.customFields()));
        clock.travelTo(LocalDate.of(autumn, 10, 12));
        adopt(principal, opened, head, decision(today(), "Förvaltningschefen", "BUN", autumn, plan));
    }

    private LocalDate today() {
        return Times.date(clock.instant());
    }

    /** What every unit does each year, whatever its goals. */
    private void yearly(CurrentUser principal, Unit unit, int autumn) {
        ActivityDraft draft = new ActivityDraft(
                "Gå igenom krisplanen med alla medarbetare",
                "",
                List.of(people.principalOf(unit).id()),
                null,
                LocalDate.of(autumn, 12, 4),
                Activity.State.NOT_STARTED,
                0);
        Activity activity = samsyn.planning().activities().createOnUnit(principal, unit.id(), draft, null);
        responsible.put(activity.id(), people.principalOf(unit));
    }

    private Plan unitPlan(Unit unit, int autumn, List<Goal> committeeGoals) {
        User owner = people.principalOf(unit);
        CurrentUser principal = people.acting(owner);
        Plan plan = plan(principal, unit, autumn, "Verksamhetsplan " + Period.schoolYear(autumn));
        for (DemoTexts.UnitGoal goal : texts.unitGoals()) {
            if (goal.kinds().contains(unit.kind())) {
                clock.passMinutes(17);
                List<Long> indicators =
                        goal.indicators().stream().map(code -> figures.indicator(code).id()).toList();
                List<Goal.Link> link = breaksDown(committeeGoals.get(goal.under()));
                Goal made = goal(
                        principal,
                        plan,
                        new GoalText(2, goal.title(), goal.description(), owner.id(), link, indicators));
                for (int i = 0; i < goal.activities().size(); i++) {
                    activity(principal, made, unit, goal.activities().get(i), autumn, i);
                }
            }
        }
        yearly(principal, unit, autumn);
        return plan;
    }

    private void activity(CurrentUser principal, Goal goal, Unit unit, String title, int autumn, int place) {
        LocalDate starts = LocalDate.of(autumn, 9, 1).plusWeeks(random.nextInt(6));
        LocalDate due = starts.plusWeeks(6L + random.nextInt(28) + 4L * place);
        List<Long> owners = random.nextBoolean()
                ? List.of(people.anyone(unit).id())
                : List.of(people.principalOf(unit).id(), people.anyone(unit).id());
        ActivityDraft draft = new ActivityDraft(
                title,
                "",
                owners.stream().distinct().toList(),
                starts,
                due,
                Activity.State.NOT_STARTED,
                0);
        Activity activity = samsyn.planning().activities().create(principal, goal.id(), draft);
        responsible.put(activity.id(), people.principalOf(unit));
    }

    /** Ends the year: most of what was planned was done. */
    void finish(int autumn) {
        clock.travelTo(LocalDate.of(autumn + 1, 6, 12));
        report(activity -> random.nextInt(8) == 0
                ? activity.reported(Activity.State.CANCELLED, activity.progress())
                : activity.reported(Activity.State.DONE, 100));
    }

    /** Lets the year's activities have come as far as the day says, some of them late. */
    void progress(LocalDate today) {
        clock.travelTo(today.minusDays(1));
        report(activity -> {
            boolean begun = activity.starts() != null && activity.starts().isBefore(today);
            boolean over = activity.due() != null && activity.due().isBefore(today);
            if (over && random.nextInt(4) != 0) {
                return activity.reported(Activity.State.DONE, 100);
            }
            return begun ? activity.reported(Activity.State.ONGOING, 10 + 5 * random.nextInt(16)) : activity;
        });
    }

    private void report(UnaryOperator<Activity> outcome) {
        for (Map.Entry<Long, User> activity : responsible.entrySet()) {
            CurrentUser user = people.acting(activity.getValue());
            Activity current = samsyn.planning().activities().get(user, activity.getKey());
            Activity reported = outcome.apply(current);
            if (!reported.equals(current)) {
                samsyn.planning()
                        .activities()
                        .edit(user, current.id(), current.version(), ActivityDraft.of(reported));
            }
        }
        responsible.clear();
    }

    private record GoalText(
            int level,
            String title,
            String description,
            @Nullable Long owner,
            List<Goal.Link> links,
            List<Long> indicators) {}

    /** Makes the goal, as the heir of the one with the same title in the unit's plan of the year before. */
    private Goal goal(CurrentUser user, Plan plan, GoalText text) {
        String key = plan.unitId() + "/" + text.title();
        GoalDraft draft = new GoalDraft(
                type.levels().get(text.level()).id(),
                text.title(),
                text.description(),
                text.owner(),
                text.links(),
                text.indicators(),
                lastYears.get(key));
        Goal goal = samsyn.planning().goals().create(user, plan.id(), draft);
        lastYears.put(key, goal.id());
        return goal;
    }

    private Plan plan(CurrentUser user, Unit unit, int autumn, String title) {
        return samsyn.planning().plans().create(user, type.id(), unit.id(), Period.schoolYear(autumn), title);
    }

    private void adopt(CurrentUser writer, Plan plan, CurrentUser decider, Plan.Decision decision) {
        Plan proposed = samsyn.planning().states().propose(writer, plan.id(), plan.version(), "");
        samsyn.planning().states().adopt(decider, plan.id(), proposed.version(), decision);
    }

    private static Plan.Decision decision(LocalDate day, String by, String registry, int year, Plan plan) {
        return new Plan.Decision(day, by, registry + " " + year + "/" + (100 + plan.id()));
    }

    private static List<Goal.Link> breaksDown(Goal above) {
        return List.of(new Goal.Link(above.id(), Goal.LinkKind.BREAKS_DOWN));
    }
}
