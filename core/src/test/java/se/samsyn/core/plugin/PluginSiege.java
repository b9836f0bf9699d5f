package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import se.samsyn.api.access.Role;
import se.samsyn.api.web.Route;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.settings.DataFolder;

/**
 * A whole Samsyn of a test class's own, with a plugin that works, {@code notes}, in which another, {@code bad}, does not
 * behave.
 */
final class PluginSiege implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    static final PluginLimits LIMITS = new PluginLimits(
            Duration.ofMillis(1500),
            Duration.ofMillis(1000),
            Duration.ofMillis(500),
            Duration.ofMillis(900),
            Duration.ofMillis(500),
            Duration.ofMillis(300),
            4);

    /** A word of its own: other threads are named by numbers of which 'bad' may be a part. */
    private static final Pattern ITS_OWN = Pattern.compile("\\bbad\\b");

    private static final int READERS = 4;
    private static final String ADDRESS = "/settings/modules/bad";

    private final PluginLimits limits;
    private Path jars;
    private TestSamsyn samsyn;
    private TestClient admin;
    private TestClient principal;
    private Memory before;
    private List<String> addresses = List.of();

    PluginSiege() {
        this(LIMITS);
    }

    PluginSiege(PluginLimits limits) {
        this.limits = limits;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        jars = Files.createTempDirectory("hostile-plugins");
        Path data = Files.createTempDirectory("samsyn-siege");
        notes().writeTo(data.resolve("plugins"));
        samsyn = TestSamsyn.start(data, limits);
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        admin = samsyn.signIn("admin");
        principal = samsyn.signIn("rektor");
        turn("notes", "enable");
        assertOthersAnswer();
        useAllReaders();
        before = Memory.now();
    }

    private static PluginSource notes() {
        return PluginSource.of("notes")
                .define(
                        """
                        c.route(Route.get("/", Access.everyone(), r -> Response.page("list", Map.of("notes",
                             context.database().read(h -> h.createQuery("select text from p_notes_note").mapTo(String.class).list())))))
                         .route(Route.post("/", Access.signedIn(), r -> {
                             context.database().write(h -> h.execute("insert into p_notes_note (text) values (?)", r.form("text")));
                             return Response.redirect("/modules/notes");
                         })).migrations("db");
                        """)
                .migration("V1__note.sql", "create table p_notes_note (id ${key}, text text not null);")
                .resource("list.peb", "{% extends \"se/samsyn/core/web/layout\" %}{% block content %}{{ notes | length }} anteckningar{% endblock %}");
    }

    /** So that how many connections core has open does not depend on what a test happens to do. */
    private void useAllReaders() {
        List<Handle> handles = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            Handle handle = samsyn.app().database().jdbi().open();
            handle.execute("select 1");
            handles.add(handle);
        }
        handles.forEach(Handle::close);
    }

    TestSamsyn samsyn() {
        return samsyn;
    }

    TestClient principal() {
        return principal;
    }

    TestClient admin() {
        return admin;
    }

    Path jar(PluginSource source) {
        return source.writeTo(jars);
    }

    /** Brings the plugin in and turns it on. */
    PluginInfo bring(PluginSource source) {
        return bring(jar(source));
    }

    PluginInfo bring(Path jar) {
        PluginInstaller installer = samsyn.app().plugins().installer();
        try (InputStream content = Files.newInputStream(jar)) {
            installer.install(installer.stage(content).sha256(), PluginFixture.GRANT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        turn("bad", "enable");
        addresses = samsyn.app().plugins().active("bad").map(PluginSiege::pages).orElse(List.of());
        for (String address : addresses) {
            assertThat(principal.json("DELETE", address, "").status()).as("is there: " + address).isEqualTo(405);
        }
        return bad();
    }

    /** Where its pages and panels are, with something in the place of each parameter. */
    private static List<String> pages(ActivePlugin plugin) {
        List<String> pages = new ArrayList<>();
        for (Route route : plugin.definition().routes()) {
            if (route.method() == Route.Method.GET) {
                pages.add(plugin.address(route.path().replaceAll("\\{\\w+}", "1")));
            }
        }
        for (int i = 0; i < plugin.definition().panels().size(); i++) {
            pages.add(plugin.address("/panels/" + i + "/1"));
        }
        return pages;
    }

    TestClient.Answer turn(String id, String how) {
        TestClient.Answer answer = admin.post("/settings/modules/" + id + "/" + how, Map.of());
        assertThat(answer.status()).isEqualTo(303);
        return answer;
    }

    PluginInfo bad() {
        return samsyn.app().plugins().find("bad").orElseThrow();
    }

    /** The bad plugin's page, as text. */
    String page() {
        TestClient.Answer answer = admin.get(ADDRESS);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
    }

    TestClient.Answer get(String path) {
        return principal.get("/modules/bad/" + path);
    }

    /** Core and the other plugin read, write and show as before, and do not take long. */
    void assertOthersAnswer() {
        long began = System.nanoTime();
        assertThat(principal.get("/units").status()).isEqualTo(200);
        assertThat(admin.get("/settings/modules").body()).contains("Tillägget notes");
        assertThat(principal.post("/modules/notes", Map.of("text", "hej")).status()).isEqualTo(303);
        assertThat(principal.get("/modules/notes").body()).contains(" anteckningar");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    /** Turns the bad one off and takes it away: no address, job, thread, connection or class of it is left. */
    void assertNothingLeft() {
        turn("bad", "disable");
        for (String address : addresses) {
            assertThat(principal.get(address).status()).as("is gone: " + address).isEqualTo(404);
        }
        eventually("jobs", () -> assertThat(samsyn.rows("select 1 from job where task_instance like 'plugin:bad/%'")).isEmpty());
        assertThat(samsyn.app().jobs().owners()).doesNotContain("plugin:bad");
        assertThat(bad().stuck()).isEmpty();
        eventually("threads", () -> assertThat(threads()).isEmpty());
        eventually("memory", this::assertNoMoreInMemory);
        eventually("page", () -> assertThat(page()).doesNotContain("Starta om för att frigöra minne", "Anrop som inte avslutats"));
        assertOthersAnswer();
        remove();
    }

    /** What tests before these had left may have gone meanwhile, and is not to make room for anything. */
    private void assertNoMoreInMemory() {
        Memory now = Memory.now();
        now.assertWithin(before);
        before = now;
    }

    void remove() {
        PluginInstaller installer = samsyn.app().plugins().installer();
        installer.remove("bad", PluginFixture.GRANT);
        if (installer.erasable("bad")) {
            installer.erase("bad", PluginFixture.GRANT);
        }
    }

    /** The next test finds nothing of the bad one, also after a test that failed in the middle. */
    @Override
    public void afterEach(ExtensionContext context) {
        if (samsyn.app().plugins().find("bad").isPresent()) {
            turn("bad", "disable");
            remove();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> ITS_OWN.matcher(thread.getName()).find())
                .map(PluginThreads::describe)
                .toList();
    }

    /**
     * What is in memory of what each plugin has for itself.
     *
     * @param loaders the plugins' class loaders
     * @param pools of connections
     * @param connections to a database
     */
    record Memory(long loaders, long pools, long connections) {

        private static final List<String> TYPES =
                List.of(PluginClasses.class.getName(), "com.zaxxer.hikari.pool.HikariPool", "org.sqlite.jdbc4.JDBC4Connection");

        void assertWithin(Memory other) {
            assertThat(loaders).as("loaders").isLessThanOrEqualTo(other.loaders);
            assertThat(pools).as("pools").isLessThanOrEqualTo(other.pools);
            assertThat(connections).as("connections").isLessThanOrEqualTo(other.connections);
        }

        static Memory now() {
            Map<String, Long> instances = instances(TYPES);
            return new Memory(instances.get(TYPES.get(0)), instances.get(TYPES.get(1)), instances.get(TYPES.get(2)));
        }
    }

    /** What the virtual machine itself counts, once it has thrown away what nothing refers to. */
    private static Map<String, Long> instances(List<String> types) {
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {null},
                            new String[] {String[].class.getName()});
            Map<String, Long> instances = new HashMap<>();
            types.forEach(type -> instances.put(type, 0L));
            histogram.lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length >= 4)
                    .forEach(columns -> instances.computeIfPresent(columns[3], (type, none) -> Long.parseLong(columns[1])));
            return instances;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tries until it holds, or its time is out. */
    static void eventually(String what, Runnable assertion) {
        long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() - until > 0) {
                    throw new AssertionError(what, e);
                }
                sleep(50);
            }
        }
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (samsyn != null) {
            samsyn.close();
        }
        if (jars != null) {
            new DataFolder(jars).delete();
        }
    }
}
