package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.samsyn.core.TestClient;

/** A plugin that is turned on and off, time and again, while people work with it and with everything else. */
class PluginTurningTest {

    private static final int TIMES = 200;
    /** After so many all of core's own that this needs has been loaded. */
    private static final int WARM = 40;
    /** Fewer than one for every second time. */
    private static final int CLASSES = 80;
    /** What the compiler notes of core's methods is there as well; the classes of a plugin that stayed would be twice this. */
    private static final long GROWTH = 4L << 20;
    /** The server's own pool may have grown by as many. */
    private static final int THREADS = 8;
    /** Milliseconds between what each of those who work asks for. */
    private static final long PACE = 50;

    @RegisterExtension
    static final PluginSiege siege = new PluginSiege(PluginLimits.STANDARD);

    /** One that does nothing wrong, and has of everything that is to be gone when it is off. */
    private static PluginSource busy() {
        return PluginSource.of("bad")
                .define(
                        """
                        c.route(Route.get("/", Access.signedIn(), r -> Response.page("list", Map.of("notes",
                             context.database().read(h -> h.createQuery("select text from p_bad_note").mapTo(String.class).list())))))
                         .route(Route.get("/slow", Access.signedIn(), r -> { Thread.sleep(30); return Response.json("done"); }))
                         .job(Job.named("work", Schedule.daily(LocalTime.of(2, 0)), run -> ""))
                         .listener(new EventListener("units", "core", "unit", 1, (event, services) -> { }))
                         .tasks(r -> List.of()).search((caller, services) -> Set.of("all"))
                         .panel(new Panel(Panel.Slot.UNIT_RAIL, "panel", "plan.read", r -> Response.page("list", Map.of("notes", List.of()))))
                         .messages("messages").migrations("db");
                        """)
                .messages("panel=Anteckningar\njob.work=Räkna\n")
                .migration("V1__note.sql", "create table p_bad_note (id ${key}, text text not null);")
                .resource("list.peb", "{{ notes | length }} anteckningar");
    }

    @Test
    void failsNoOneElseAndLeavesNothing() throws Exception {
        siege.bring(busy());
        siege.turn("bad", "disable");
        AtomicBoolean going = new AtomicBoolean(true);
        Map<String, Future<List<Integer>>> answers = new LinkedHashMap<>();
        List<String> paths = List.of("/units", "/my-page", "/modules/notes", "/health", "/modules/bad", "/modules/bad/slow");
        CountDownLatch begun = new CountDownLatch(paths.size());
        ExecutorService load = Executors.newFixedThreadPool(paths.size());
        for (String path : paths) {
            TestClient client = siege.samsyn().signIn("rektor");
            answers.put(path, load.submit(() -> statuses(client, path, going, begun)));
        }
        begun.await();
        turn(WARM);
        long threads = ManagementFactory.getThreadMXBean().getThreadCount();
        PluginSiege.Memory memory = PluginSiege.Memory.now();
        long metaspace = metaspace();
        int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        turn(TIMES - WARM);
        PluginSiege.eventually("memory", () -> PluginSiege.Memory.now().assertWithin(memory));
        assertThat(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() - classes).as("more classes").isLessThan(CLASSES);
        assertThat(metaspace() - metaspace).as("growth of metaspace").isLessThan(GROWTH);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threads).as("more threads").isLessThan(THREADS);
        going.set(false);
        for (String path : paths) {
            List<Integer> statuses = answers.get(path).get();
            if (path.startsWith("/modules/bad")) {
                assertThat(statuses).as(path).contains(200, 404).containsOnly(200, 404);
            } else {
                assertThat(statuses).as(path).containsOnly(200);
            }
        }
        load.shutdown();
        siege.assertNothingLeft();
    }

    private static void turn(int times) {
        for (int i = 0; i < times; i++) {
            siege.turn("bad", "enable");
            assertThat(siege.bad().state()).isEqualTo(PluginState.ACTIVE);
            siege.turn("bad", "disable");
            PluginInfo off = siege.bad();
            assertThat(off.state()).isEqualTo(PluginState.OFF);
            assertThat(off.problem()).isNull();
        }
    }

    private static List<Integer> statuses(TestClient client, String path, AtomicBoolean going, CountDownLatch begun) {
        List<Integer> statuses = new ArrayList<>();
        while (going.get()) {
            statuses.add(client.get(path).status());
            begun.countDown();
            PluginSiege.sleep(PACE);
        }
        return statuses;
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }
}
