package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.samsyn.core.organisation.UnitKind;

/** Plugins that do not return, and that leave threads behind. */
class HostileHangTest {

    private static final String GO = "tiny.go";
    private static final String RESTART = "Starta om för att frigöra minne";

    private static final String MEMBERS =
            """
            /** Ends when it is interrupted. */
            static void sleep() { try { Thread.sleep(600_000); } catch (InterruptedException e) { throw new IllegalStateException("interrupted"); } }
            /** Ends when the test says so, whoever interrupts. */
            static void spin() { while (System.getProperty("tiny.go") != null) { try { Thread.sleep(5); } catch (InterruptedException e) { } } }
            static void stay(String name, Runnable work) { Thread thread = new Thread(work, name); thread.setDaemon(true); thread.start(); }
            """;

    @RegisterExtension
    static final PluginSiege siege = new PluginSiege();

    @BeforeEach
    void go() {
        System.setProperty(GO, "");
    }

    @AfterEach
    void letGo() {
        System.clearProperty(GO);
    }

    private static PluginSource bad() {
        return PluginSource.of("bad").members(MEMBERS);
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void aCallbackThatHangsAndHearsTheInterruptIsEnded(String where) {
        PluginInfo info = siege.bring(hanging(where, "sleep();"));
        if (where.equals("stop")) {
            assertThat(info.state()).isEqualTo(PluginState.ACTIVE);
            siege.turn("bad", "disable");
        } else {
            assertThat(info.state()).isEqualTo(PluginState.FAILED);
        }
        assertThat(siege.page()).contains("blev inte klart med " + where);
        siege.assertOthersAnswer();
        siege.assertNothingLeft();
    }

    static Stream<String> callbacks() {
        return Stream.of("define", "start", "stop");
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void aCallbackThatHangsAndDoesNotHearIsNamedUntilItEnds(String where) {
        siege.bring(hanging(where, "spin();"));
        siege.turn("bad", "disable");
        assertNamedUntilItEnds("plugin-bad-" + where);
    }

    private static PluginSource hanging(String where, String body) {
        return switch (where) {
            case "define" -> bad().define(body);
            case "start" -> bad().start(body);
            default -> bad().stop(body);
        };
    }

    /** The page tells of it, with its stack, for as long as it is there and no longer. */
    private void assertNamedUntilItEnds(String thread) {
        siege.assertOthersAnswer();
        PluginSiege.eventually("restart", () -> assertThat(siege.page()).contains(RESTART));
        assertThat(siege.page()).contains("Anrop som inte avslutats", thread, "at tiny.Entry.spin");
        letGo();
        PluginSiege.eventually("ended", () -> assertThat(siege.page()).doesNotContain("Anrop som inte avslutats"));
        PluginSiege.eventually("memory", () -> assertThat(siege.page()).doesNotContain(RESTART));
        siege.assertNothingLeft();
    }

    private static final String ROUTES =
            """
            c.route(Route.get("/sleep", Access.everyone(), r -> { sleep(); return null; }))
             .route(Route.get("/spin", Access.everyone(), r -> { spin(); return Response.json("late"); }))
             .route(Route.get("/fast", Access.everyone(), r -> Response.json("fast")))
             .route(Route.get("/read", Access.everyone(), r -> Response.json(context.database().read(h -> h.createQuery(
                 "with recursive n (i) as (select 1 union all select i + 1 from n) select count(*) from n").mapTo(Long.class).one()))))
             .route(Route.get("/hold", Access.everyone(), r -> context.database().read(h -> { spin(); return Response.json("late"); })))
             .route(Route.get("/write", Access.everyone(), r -> Response.json(context.database().write(h -> { insert(h); sleep(); return 1; }))))
             .route(Route.get("/keep", Access.everyone(), r -> Response.json(context.database().write(h -> { insert(h); spin(); return 1; }))))
             .route(Route.get("/rows", Access.everyone(), r -> Response.json(context.database().read(h -> h.createQuery(
                 "select count(*) from p_bad_note").mapTo(Long.class).one()))))
             .route(Route.get("/loop", Access.everyone(), r -> Response.page("loop", Map.of())))
             .route(Route.get("/loops", Access.everyone(), r -> Response.page("loops", Map.of("many", new int[1000]))))
             .route(Route.get("/long", Access.everyone(), r -> Response.page("long", Map.of("many", new int[100000]))))
             .route(Route.get("/deep", Access.everyone(), r -> Response.page("deep", Map.of())))
             .panel(new Panel(Panel.Slot.UNIT_RAIL, "web.login", "plan.read", r -> { sleep(); return null; }))
             .migrations("db");
            """;

    private static PluginSource routes() {
        return bad().define(ROUTES)
                .members(MEMBERS + "static void insert(org.jdbi.v3.core.Handle h) { h.execute(\"insert into p_bad_note (text) values ('x')\"); }")
                .migration("V1__note.sql", "create table p_bad_note (id ${key}, text text not null);")
                .resource("loop.peb", "{% for i in 1..1000000000 %}{% endfor %}")
                .resource("loops.peb", "{% for a in many %}{% for b in many %}{% for c in many %}{% endfor %}{% endfor %}{% endfor %}")
                .resource("long.peb", "{% for a in many %}" + "x".repeat(1000) + "{% endfor %}")
                .resource("deep.peb", "{% include \"deep\" %}");
    }

    @Test
    void aRequestThatHangsIsEndedAndDoesNoHarm() {
        siege.bring(routes());
        long before = siege.bad().health().calls();
        siege.get("fast");
        siege.get("sleep");
        siege.get("fast");
        long calls = siege.bad().health().calls();
        assertThat(calls).isGreaterThanOrEqualTo(before + 3);
        assertThat(siege.page())
                .contains("<dt>Anrop sedan start</dt><dd>" + calls + "</dd>", "<dt>Fel</dt><dd>1</dd>")
                .containsPattern("<dt>Långsammast</dt><dd>[\\d\\p{Z}]{4,} ms</dd>")
                .contains("Det långsammaste var <span class=\"s-code\">/modules/bad/sleep</span>");
        for (String path : List.of("read", "write", "loop", "loops", "long", "deep")) {
            assertThat(siege.get(path).status()).as(path).isEqualTo(500);
            siege.assertOthersAnswer();
        }
        assertThat(siege.get("panels/0/" + siege.samsyn().school().id()).body()).contains("gick inte att visa");
        assertThat(siege.get("rows").body()).as("nothing is half saved").isEqualTo("0");
        assertThat(siege.bad().health().errors()).isEqualTo(8);
        assertThat(siege.page()).doesNotContain("Anrop som inte avslutats");
        siege.assertNothingLeft();
    }

    @Test
    void requestsThatDoNotHearAreNamedWhileTheyGoOnAndKeepNobodyElseWaiting() throws Exception {
        siege.bring(routes());
        ExecutorService browsers = Executors.newCachedThreadPool();
        List<Future<Integer>> hanging = new ArrayList<>();
        for (String path : List.of("spin", "hold", "hold", "keep")) {
            hanging.add(browsers.submit(() -> siege.get(path).status()));
        }
        PluginSiege.eventually("named", () -> assertThat(siege.bad().stuck()).hasSize(4));
        siege.assertOthersAnswer();
        assertThat(siege.page()).contains("Anrop som inte avslutats", "at tiny.Entry.spin");
        List<Future<Integer>> more = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            more.add(browsers.submit(() -> siege.get("fast").status()));
        }
        for (Future<Integer> one : more) {
            assertThat(one.get()).as("it has no place left").isEqualTo(503);
        }
        siege.turn("bad", "disable");
        siege.assertOthersAnswer();
        PluginSiege.eventually("restart", () -> assertThat(siege.page()).contains(RESTART));
        letGo();
        for (int i = 0; i < 3; i++) {
            assertThat(hanging.get(i).get()).isIn(200, 500);
        }
        assertThat(hanging.get(3).get()).as("its unit of work was taken back").isEqualTo(500);
        assertThat(siege.samsyn().rows("select id from p_bad_note")).isEmpty();
        PluginSiege.eventually("memory", () -> assertThat(siege.page()).doesNotContain(RESTART));
        siege.assertNothingLeft();
        browsers.shutdown();
    }

    @Test
    void requestsInFlightFinishWhenItIsTurnedOff() throws Exception {
        siege.bring(bad().members(MEMBERS + "static final java.util.concurrent.atomic.AtomicInteger IN = new java.util.concurrent.atomic.AtomicInteger();")
                .define(
                        """
                        c.route(Route.get("/slow", Access.everyone(), r -> { IN.incrementAndGet(); spin(); return Response.json("done"); }))
                         .route(Route.get("/in", Access.everyone(), r -> Response.json(IN.get())));
                        """));
        ExecutorService browsers = Executors.newCachedThreadPool();
        List<Future<String>> flying = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            flying.add(browsers.submit(() -> siege.get("slow").body()));
        }
        PluginSiege.eventually("in flight", () -> assertThat(siege.get("in").body()).isEqualTo("3"));
        Future<?> off = browsers.submit(() -> siege.turn("bad", "disable"));
        PluginSiege.eventually("withdrawn", () -> assertThat(siege.get("in").status()).isEqualTo(404));
        letGo();
        for (Future<String> one : flying) {
            assertThat(one.get()).isEqualTo("\"done\"");
        }
        off.get();
        siege.assertNothingLeft();
        browsers.shutdown();
    }

    @Test
    void aMigrationWithoutEndIsBrokenOffAndNothingIsChanged() {
        PluginInfo info = siege.bring(bad().define("c.migrations(\"db\");")
                .migration(
                        "V1__endless.sql",
                        """
                        create table p_bad_note (id bigint not null);
                        insert into p_bad_note (id) values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10);
                        update p_bad_note set id = (select count(*) from p_bad_note a, p_bad_note b, p_bad_note c, p_bad_note d,
                            p_bad_note e, p_bad_note f, p_bad_note g, p_bad_note h, p_bad_note i, p_bad_note j, p_bad_note k);
                        """));
        assertThat(info.state()).isEqualTo(PluginState.FAILED);
        assertThat(siege.page()).contains("Ändringarna i databasen tog mer än");
        assertThat(siege.bad().tables()).doesNotContain("p_bad_note");
        siege.assertOthersAnswer();
        siege.assertNothingLeft();
    }

    static Stream<Arguments> threads() {
        return Stream.of(
                Arguments.of("one that hears", "stay(\"bad-sleeping\", () -> sleep());"),
                Arguments.of("one that is no daemon", "new Thread(() -> sleep(), \"bad-user\").start();"),
                Arguments.of("one of its own class", "Thread t = new Thread(\"bad-own\") { public void run() { Entry.sleep(); } }; t.setContextClassLoader(null); t.start();"),
                Arguments.of("one that writes", "stay(\"bad-writing\", () -> { while (true) { context.database().read(h -> h.execute(\"select 1\")); } });"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("threads")
    void aThreadThatIsLeftBehindIsEnded(String name, String start) {
        assertThat(siege.bring(bad().start(start)).state()).isEqualTo(PluginState.ACTIVE);
        siege.assertOthersAnswer();
        siege.assertNothingLeft();
    }

    static Stream<Arguments> deafThreads() {
        return Stream.of(
                Arguments.of("a thread", "stay(\"bad-spinning\", () -> spin());", "bad-spinning"),
                Arguments.of("in the common pool", "java.util.concurrent.ForkJoinPool.commonPool().execute(() -> spin());", "ForkJoinPool"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deafThreads")
    void aThreadThatDoesNotHearIsNamedUntilItEnds(String name, String start, String thread) {
        wakeCommonPool();
        assertThat(siege.bring(bad().start(start)).state()).isEqualTo(PluginState.ACTIVE);
        siege.turn("bad", "disable");
        assertNamedUntilItEnds(thread);
    }

    /** A thread that a plugin's call makes there keeps its classes for the minute that the JDK lets it idle. */
    private static void wakeCommonPool() {
        ForkJoinPool.commonPool().submit(() -> {}).join();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aJobAndAListenerThatHangKeepNobodyElseWaiting(String body) {
        siege.bring(bad().define(
                        """
                        c.job(Job.named("work", Schedule.byHand(), run -> { %1$s return ""; }).within(Duration.ofMillis(400)))
                         .listener(new EventListener("units", "core", "unit", 1, (event, services) -> { %1$s })).messages("messages");
                        """.formatted(body))
                .messages("job.work=Räkna\n"));
        assertThat(siege.admin().post("/settings/jobs/plugin:bad/work/run", Map.of()).status()).isEqualTo(303);
        siege.samsyn().unit(siege.samsyn().administration(), UnitKind.COMPULSORY_SCHOOL, "Skolan " + System.nanoTime());
        siege.assertOthersAnswer();
        if (body.equals("sleep();")) {
            PluginSiege.eventually("listener", () -> assertThat(siege.page()).contains("listener units: java.lang.IllegalStateException: interrupted"));
            assertThat(siege.bad().health().errors()).isGreaterThanOrEqualTo(2);
            siege.assertNothingLeft();
        } else {
            PluginSiege.eventually("named", () -> assertThat(siege.bad().stuck()).hasSize(2));
            siege.turn("bad", "disable");
            assertNamedUntilItEnds("at tiny.Entry");
        }
    }

    static Stream<String> bodies() {
        return Stream.of("sleep();", "spin();");
    }
}
