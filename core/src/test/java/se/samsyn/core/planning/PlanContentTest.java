package se.samsyn.core.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserDetails;
import se.samsyn.core.planning.Goal.Link;
import se.samsyn.core.planning.Goal.LinkKind;
import se.samsyn.core.planning.PlanType.Calendar;
import se.samsyn.core.planning.PlanType.Level;
import se.samsyn.core.planning.TargetService.Target;

/** What a plan said on a day is told with the same bytes for ever, whatever happens afterwards. */
class PlanContentTest {

    private TestSamsyn samsyn;
    private PlanningModule planning;
    private CurrentUser system;
    private PlanType type;
    private Plan plan;
    private Goal above;
    private Indicator reading;
    private final List<User> people = new ArrayList<>();

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        planning = samsyn.app().planning();
        system = samsyn.system();
        type = planning.types().createDefault(system, Calendar.FISCAL_YEAR);
        reading = samsyn.app().measuring().indicatorService().create(
                Grant.system("test"),
                new Indicator(
                        0, "own", "LAS", "Läser med flyt", "", "%", 1, Indicator.Direction.HIGHER,
                        Indicator.Periodicity.YEAR, Indicator.Aggregation.NONE, null, false, null, 0));
        for (String name : List.of("anna", "bertil", "cecilia")) {
            people.add(samsyn.person(name));
        }
        Plan committee = planning.plans().create(
                system, type.id(), samsyn.administration().id(), Period.of("2026"), "Nämndens plan");
        above = planning.goals().create(system, committee.id(), GoalDraft.titled(type.levels().get(1).id(), "Läslust"));
        plan = planning.plans().create(system, type.id(), samsyn.school().id(), Period.of("2026"), "Skolans plan");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    @Test
    void theJsonIsThis() {
        Goal goal = planning.goals().create(system, plan.id(), new GoalDraft(
                type.levels().get(2).id(), "Alla läser", "Varje dag", people.get(0).id(),
                List.of(new Link(above.id(), LinkKind.BREAKS_DOWN)), List.of(reading.id()), null));
        planning.targets().set(system, goal.id(), List.of(new Target(reading.id(), 92.5, null)));
        planning.activities().create(system, goal.id(), new ActivityDraft(
                "Läslyftet", "", List.of(people.get(1).id(), people.get(0).id()), null, LocalDate.of(2026, 12, 1),
                Activity.State.ONGOING, 20));

        String expected = ("{'above':[{'id':'1','name':'Testköpings kommun'},{'id':'2','name':'Utbildningsförvaltningen'}],"
                        + "'format':'samsyn-plan-1','goals':[{'activities':[{'due':'2026-12-01','id':'1','owners':['1','2'],"
                        + "'progress':20,'state':'ONGOING','title':'Läslyftet'}],'description':'Varje dag','id':'2',"
                        + "'indicators':[{'id':'1','name':'Läser med flyt','target':92.5,'targetPeriod':'2026',"
                        + "'unitOfMeasure':'%'}],'level':'3','links':[{'goal':'1','kind':'BREAKS_DOWN','title':'Läslust'}],"
                        + "'owner':'1','title':'Alla läser'}],'model':{'id':'1','levels':[{'id':'1','name':"
                        + "'Kommunfullmäktiges mål'},{'id':'2','name':'Nämndmål'},{'id':'3','name':'Enhetsmål'}],'name':'"
                        + type.name() + "'},'plan':{'edition':0,'id':'2','period':'2026','state':'DRAFT','title':"
                        + "'Skolans plan'},'unit':{'id':'3','name':'Ekbackens skola'}}")
                .replace('\'', '"');
        TestClient api = samsyn.api(reader());
        assertThat(api.get(content("")).body()).isEqualTo(expected);
        assertThat(api.get(content("?asof=" + samsyn.clock().today())).body()).isEqualTo(expected);
        assertThat(PlanContent.of(expected).json()).as("read and written").isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 4711})
    void whatHappensLaterChangesNothing(long seed) {
        Random random = new Random(seed);
        String reader = reader();
        Map<Instant, String> told = new LinkedHashMap<>();
        for (int day = 0; day < 25; day++) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                samsyn.clock().forward(Duration.ofMinutes(1 + random.nextInt(90)));
                something(random);
            }
            told.put(samsyn.clock().instant(), contentAt(samsyn.clock().instant()));
            samsyn.clock().forward(Duration.ofDays(1));
        }
        people.forEach(this::erase);

        told.forEach((instant, json) -> assertThat(contentAt(instant)).as("%s", instant).isEqualTo(json));
        assertThat(told.values().stream().distinct().count()).as("it did change").isGreaterThan(5);
        assertThat(told.values()).allMatch(json -> PlanContent.of(json).json().equals(json));
        Instant middle = List.copyOf(told.keySet()).get(12);
        TestClient api = samsyn.api(reader);
        assertThat(api.get(content("?asof=" + Times.text(middle))).body()).isEqualTo(told.get(middle));
        assertThat(api.get(content("?asof=" + Times.date(middle))).body()).isEqualTo(told.get(middle));
        assertThat(api.get(content("?asof=2020-01-01")).status()).isEqualTo(404);
        assertThat(api.get(content("?asof=2100-01-01")).status()).isEqualTo(422);
    }

    private String contentAt(Instant instant) {
        return new PlanContents(
                        new GoalRepository(samsyn.app().database().jdbi()),
                        new ActivityRepository(samsyn.app().database().jdbi()),
                        samsyn.app().measuring().measurements(),
                        samsyn.app().changes())
                .asOf(plan.id(), instant.plusMillis(1))
                .orElseThrow()
                .json();
    }

    private String content(String query) {
        return "/api/v1/plans/" + plan.id() + "/content" + query;
    }

    private String reader() {
        samsyn.user("lasare", Role.HEAD, samsyn.municipality());
        return "lasare";
    }

    /** One of the things that people do to a plan and to what it stands on. */
    private void something(Random random) {
        Plan now = planning.plans().get(system, plan.id());
        switch (random.nextInt(12)) {
            case 0 -> step(now);
            case 1 -> rename(random.nextBoolean() ? samsyn.school() : samsyn.administration(), "Enheten " + random.nextInt(99));
            case 2 -> move();
            case 3 -> close(samsyn.school(), random.nextBoolean() ? samsyn.clock().today() : null);
            case 4 -> renameLevels(random);
            case 5 -> renameIndicator(random);
            case 6 -> edit(above, "Läslust " + random.nextInt(99));
            case 7 -> person(random);
            default -> write(now, random);
        }
    }

    private void write(Plan now, Random random) {
        if (now.state() != Plan.State.DRAFT) {
            step(now);
            return;
        }
        List<GoalRow> goals = planning.goals().ofPlan(system, plan.id());
        if (goals.size() < 2 || random.nextInt(4) == 0) {
            planning.goals().create(system, plan.id(), new GoalDraft(
                    type.levels().get(1 + random.nextInt(2)).id(), "Mål " + random.nextInt(99), "", owner(random),
                    random.nextBoolean() ? List.of(new Link(above.id(), LinkKind.SUPPLEMENTS)) : List.of(),
                    List.of(reading.id()), null));
            return;
        }
        Goal goal = goals.get(random.nextInt(goals.size())).goal();
        switch (random.nextInt(6)) {
            case 0 -> planning.goals().remove(system, goal.id(), goal.version());
            case 1 -> planning.goals().move(system, goal.id(), goal.version(), GoalService.Direction.UP);
            case 2 -> planning.targets().set(
                    system, goal.id(), List.of(new Target(reading.id(), 50 + random.nextInt(400) / 10.0, null)));
            case 3 -> planning.activities().create(system, goal.id(), new ActivityDraft(
                    "Aktivitet " + random.nextInt(99), "", List.of(), null, null, Activity.State.NOT_STARTED, 0));
            case 4 -> planning.activities().ofGoal(system, goal.id()).stream().findFirst().ifPresent(row ->
                    planning.activities().complete(system, row.activity().id(), row.activity().version()));
            default -> edit(goal, goal.title() + " igen");
        }
    }

    private Long owner(Random random) {
        User user = people.get(random.nextInt(people.size()));
        return samsyn.app().people().users().find(user.id()).orElseThrow().state() == User.State.ERASED ? null : user.id();
    }

    private void edit(Goal goal, String title) {
        Goal now = planning.goals().get(system, goal.id());
        GoalDraft same = GoalDraft.of(now);
        planning.goals().edit(system, now.id(), now.version(), new GoalDraft(
                same.levelId(), title, same.description(), same.ownerId(), same.links(), same.indicatorIds(), null));
    }

    private void step(Plan now) {
        PlanStates states = planning.states();
        switch (now.state()) {
            case DRAFT -> states.propose(system, now.id(), now.version(), "");
            case PROPOSED -> states.adopt(
                    system, now.id(), now.version(), new Plan.Decision(samsyn.clock().today(), "Nämnden", "BUN 1"));
            case ADOPTED -> states.correct(system, now.id(), now.version(), "Fel ord");
        }
    }

    private Unit now(Unit unit) {
        return samsyn.app().organisation().units().find(unit.id()).orElseThrow();
    }

    private void rename(Unit unit, String name) {
        Unit now = now(unit);
        samsyn.app().organisation().unitService().update(system, now.id(), now.version(), UnitDetails.of(now).named(name));
    }

    private void move() {
        Unit now = now(samsyn.school());
        boolean top = now.parentId() == samsyn.municipality().id();
        Unit to = top ? samsyn.unit(samsyn.administration(), UnitKind.ADMINISTRATION, "Område") : samsyn.municipality();
        samsyn.app().organisation().unitService().update(
                system, now.id(), now.version(), UnitDetails.of(now).under(to.id()));
    }

    /** As when schools are put together: what one did stays its own. */
    private void close(Unit unit, LocalDate lastDay) {
        Unit now = now(unit);
        samsyn.app().organisation().unitService().update(
                system, now.id(), now.version(), UnitDetails.of(now).until(lastDay));
    }

    private void renameLevels(Random random) {
        PlanType now = planning.types().find(type.id()).orElseThrow();
        List<Level> levels = now.levels().stream()
                .map(level -> new Level(level.id(), level.position(), level.name().split(" ")[0] + " " + random.nextInt(99)))
                .toList();
        planning.types().edit(system, now.id(), now.version(), now.name(), levels);
    }

    private void renameIndicator(Random random) {
        Indicator now = samsyn.app().measuring().indicators().find(reading.id()).orElseThrow();
        samsyn.app().measuring().indicatorService().update(
                Grant.system("test"),
                new Indicator(
                        now.id(), now.source(), now.code(), "Läsning " + random.nextInt(99), "", "%", 1, now.direction(),
                        now.periodicity(), now.aggregation(), null, false, null, now.version()));
    }

    private void person(Random random) {
        User user = samsyn.app().people().users().find(people.get(random.nextInt(people.size())).id()).orElseThrow();
        if (user.state() == User.State.ERASED) {
            return;
        }
        if (random.nextInt(3) == 0) {
            erase(user);
        } else {
            samsyn.app().people().userService().update(
                    system, user.id(), user.version(), new UserDetails(
                            user.username(), "Namn " + random.nextInt(99), null, "sv"));
        }
    }

    private void erase(User person) {
        User user = samsyn.app().people().users().find(person.id()).orElseThrow();
        if (user.state() != User.State.ERASED) {
            samsyn.app().people().userService().erase(system, user.id(), user.version());
        }
    }
}
