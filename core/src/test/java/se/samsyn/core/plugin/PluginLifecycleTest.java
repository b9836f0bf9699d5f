package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.samsyn.core.change.Change;
import se.samsyn.core.plugin.jar.PluginRefused;
import se.samsyn.core.plugin.jar.PluginStore;
import se.samsyn.core.plugin.jar.ToldContributions;
import se.samsyn.core.web.Messages;

class PluginLifecycleTest {

    @TempDir
    Path data;

    private PluginFixture samsyn;

    @BeforeEach
    void aPluginThatWorks() {
        good("good").writeTo(data.resolve("plugins"));
    }

    @AfterEach
    void close() {
        if (samsyn != null) {
            samsyn.close();
        }
    }

    private static PluginSource good(String id) {
        String table = "p_" + id + "_note";
        return PluginSource.of(id)
                .define(
                        """
                        c.permission(Permission.named("read").onOwnUnits(Role.PRINCIPAL))
                         .route(Route.get("/", Access.permission("read"), r -> Response.json(new Answer("hej", 1))))
                         .navigation(new NavigationEntry("nav", "puzzle", "/", "read"))
                         .setting(new Setting("least", Setting.Type.INTEGER, "3"))
                         .messages("messages").migrations("db");
                        """)
                .start("context.database().write(h -> h.execute(\"insert into " + table + " (text) values (?)\", context.setting(\"least\")));")
                .messages("nav=Anteckningar\npermission.read=Läsa\nsetting.least=Minst\nsetting.least.help=Minst så många\n")
                .migration("V1__note.sql", "create table " + table + " (id ${key}, text text not null);");
    }

    private void open() {
        samsyn = new PluginFixture(data, false);
        samsyn.module.startEnabled();
    }

    private PluginInfo add(PluginSource source, String id) {
        source.writeTo(data.resolve("plugins"));
        open();
        return samsyn.enable(id);
    }

    private List<String> notes() {
        return samsyn.database.jdbi().withHandle(h -> h.createQuery("select text from p_good_note order by id")
                .mapTo(String.class)
                .list());
    }

    @Test
    void isReadFromItsManifestAloneUntilItIsEnabled() {
        PluginSource.of("other").constructor("System.setProperty(\"tiny.made\", \"yes\");").writeTo(data.resolve("plugins"));
        open();
        assertThat(samsyn.module.list()).extracting(PluginInfo::id).containsExactly("good", "other");
        assertThat(samsyn.module.list()).extracting(PluginInfo::state).containsOnly(PluginState.RESOLVED);
        assertThat(samsyn.module.list().get(0).manifest().name().swedish()).isEqualTo("Tillägget good");
        assertThat(System.getProperty("tiny.made")).isNull();
    }

    @Test
    void addsAllThatItSaysOnceEnabledAndNothingOnceDisabled() {
        open();
        PluginInfo info = samsyn.enable("good");
        assertThat(info.state()).isEqualTo(PluginState.ACTIVE);
        assertThat(info.adds().addresses("good")).containsExactly(new ToldContributions.Address("GET /modules/good", "read"));
        assertThat(info.tables()).as("those that it has made itself").containsExactly("p_good_note");
        assertThat(samsyn.published.permissions()).containsOnlyKeys("good:read");
        assertThat(samsyn.published.navigation(Locale.ENGLISH))
                .singleElement()
                .satisfies(item -> assertThat(item.permission()).isEqualTo("good:read"));
        assertThat(notes()).containsExactly("3");

        PluginInfo off = samsyn.disable("good");
        assertThat(off.state()).isEqualTo(PluginState.OFF);
        assertThat(samsyn.published.permissions()).isEmpty();
        assertThat(samsyn.published.navigation(Locale.ENGLISH)).isEmpty();
        assertThat(notes()).as("data stay").containsExactly("3");
        assertThat(off.tables()).contains("p_good_note");
    }

    @Test
    void isStartedAgainWithTheServerWhenItIsWanted() {
        open();
        samsyn.enable("good");
        samsyn.close();
        open();
        assertThat(samsyn.module.find("good").orElseThrow().state()).isEqualTo(PluginState.ACTIVE);
        assertThat(notes()).hasSize(2);
        samsyn.disable("good");
        samsyn.close();
        open();
        assertThat(samsyn.module.find("good").orElseThrow().state()).isEqualTo(PluginState.RESOLVED);
    }

    @Test
    void staysOffInSafeMode() {
        open();
        samsyn.enable("good");
        samsyn.close();
        samsyn = new PluginFixture(data, true);
        samsyn.module.startEnabled();
        PluginInfo info = samsyn.module.find("good").orElseThrow();
        assertThat(info.wanted().enabled()).isTrue();
        assertThat(info.state()).isEqualTo(PluginState.RESOLVED);
        assertThat(samsyn.enable("good").state()).isEqualTo(PluginState.RESOLVED);
    }

    @Test
    void leavesWhoWantedWhatInTheChangeLog() {
        open();
        samsyn.enable("good");
        samsyn.enable("good");
        samsyn.disable("good");
        List<Change> history = samsyn.changes.history("plugin", 1, 10);
        assertThat(history).extracting(Change::version).containsExactly(2, 1);
        assertThat(history.get(0).fields()).extracting("field", "before", "after").contains(
                tuple("enabled", "true", "false"));
    }

    @Test
    void usesASettingAsSoonAsItIsSaved() {
        open();
        samsyn.enable("good");
        samsyn.module.saveSettings("good", 1, Map.of("least", "7"), PluginFixture.GRANT);
        assertThat(samsyn.module.active("good").orElseThrow().settings().value("least")).isEqualTo("7");
        samsyn.disable("good");
        samsyn.enable("good");
        assertThat(notes()).containsExactly("3", "7");
    }

    static Stream<Arguments> hostile() {
        String throwsError = "if (true) throw new StackOverflowError(\"boom\");";
        String throwsException = "if (true) throw new IllegalStateException(\"boom\");";
        return Stream.of(
                bad("constructor, exception", PluginSource.of("bad").constructor(throwsException), "needs to mend. load: java.lang."),
                bad("constructor, error", PluginSource.of("bad").constructor(throwsError), "needs to mend. load: java.lang."),
                bad("static initialiser", PluginSource.of("bad").members("static int x = 1 / Integer.parseInt(\"0\");"), "needs to mend. load: java.lang."),
                bad("define, exception", PluginSource.of("bad").define(throwsException), "needs to mend. define: java.lang."),
                bad("define, error", PluginSource.of("bad").define(throwsError), "needs to mend. define: java.lang."),
                bad("start, exception", PluginSource.of("bad").start(throwsException), "needs to mend. start: java.lang."),
                bad("start, error", PluginSource.of("bad").start(throwsError), "needs to mend. start: java.lang."),
                bad("start, hangs", PluginSource.of("bad").start("try { Thread.sleep(60_000); } catch (InterruptedException e) {}"), "not done with start"),
                bad("define, hangs", PluginSource.of("bad").define("while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();"), "not done with define"),
                bad("same route twice", PluginSource.of("bad").define(
                        "c.route(Route.get(\"/a/{x}\", Access.everyone(), r -> null)).route(Route.get(\"/a/{y}\", Access.everyone(), r -> null));"),
                        "/a/{y} is there twice"),
                bad("core's address", PluginSource.of("bad").define("c.route(Route.get(\"/panels/0\", Access.everyone(), r -> null));"), "taken by Samsyn"),
                bad("unknown permission", PluginSource.of("bad").define("c.route(Route.get(\"/\", Access.permission(\"rule\"), r -> null));"), "rule, which does not exist"),
                bad("core's permission declared", PluginSource.of("bad").define("c.permission(Permission.named(\"plan.edit\").onAllUnits(Role.READER));"), "already there"),
                bad("menu to nowhere", PluginSource.of("bad").define(
                        "c.navigation(new NavigationEntry(\"nav\", \"x\", \"/\", \"plan.read\")).messages(\"messages\");").messages("nav=Här\n"), "not a page"),
                bad("an icon that is none", PluginSource.of("bad").define(
                        "c.route(Route.get(\"/\", Access.permission(\"plan.read\"), r -> null)).navigation(new NavigationEntry(\"nav\", \"rocket-x\", \"/\", \"plan.read\")).messages(\"messages\");")
                        .messages("nav=Här\n"), "the icon rocket-x, which does not exist. Those that do are archive, arrow-down,"),
                bad("panel without a slot", PluginSource.of("bad").define("c.panel(new Panel(null, \"t\", \"plan.read\", r -> null));"), "needs to mend. define: java.lang."),
                bad("panel without a text", PluginSource.of("bad").define("c.panel(new Panel(Panel.Slot.UNIT_RAIL, \"title\", \"plan.read\", r -> null));"), "text title is missing"),
                bad("one language", PluginSource.of("bad").define("c.messages(\"m\");")
                        .resource("m_sv.properties", "a=A\nb=B\n").resource("m_en.properties", "a=A\n"), "b are missing in the language en"),
                bad("no bundle", PluginSource.of("bad").define("c.messages(\"nowhere\");"), "nowhere cannot be read"),
                bad("bad default", PluginSource.of("bad").define("c.setting(new Setting(\"n\", Setting.Type.INTEGER, \"many\"));"), "does not fit its type"),
                bad("default outside", PluginSource.of("bad").define("c.setting(new Setting(\"n\", Setting.Type.INTEGER, \"0\").between(1, 9));"), "or limits: 0"),
                bad("limits of a text", PluginSource.of("bad").define("c.setting(new Setting(\"n\", Setting.Type.TEXT, \"\").between(1, 9));"), "no whole number"),
                bad("broken migration", migrating("create table p_bad_a (id ${key}); create tabel p_bad_b (id int);"), "may not use"),
                bad("failing migration", migrating("create table p_bad_a (id ${key}); insert into p_bad_a (nope) values (1);"), "nothing was changed"),
                bad("another's table", migrating("alter table p_good_note add column spy text;"), "p_good_note"),
                bad("core's table", migrating("delete from person;"), "person"),
                bad("reads core's table", migrating("create table p_bad_a as select * from session;"), "session"),
                bad("reads core's table beside its own", migrating("create table p_bad_a (id ${key}); create table p_bad_b as select s.* from p_bad_a a, session s;"), "session"),
                bad("reads core's table in parentheses", migrating("create table p_bad_a as select * from (session);"), "session"),
                bad("reads core's table after a join", migrating("create table p_bad_a (id ${key}); create table p_bad_b as select 1 from p_bad_a a join p_bad_a b on abs(a.id, b.id) = 1, ((session)) s;"), "session"),
                bad("reads core's table in a list in parentheses", migrating("create table p_bad_a (id ${key}); create table p_bad_b as select * from (p_bad_a, session);"), "session"),
                bad("reads core's table in a list after a join", migrating("create table p_bad_a (id ${key}); create table p_bad_b as select 1 from p_bad_a a join (p_bad_a b, session s);"), "session"),
                bad("reads core's table in a query in a query", migrating("create table p_bad_a (v text); update p_bad_a set v = (select secret from (p_bad_a a, session s) limit 1);"), "session"),
                bad("looks in core's table", migrating("create table p_bad_a (id ${key}); delete from p_bad_a where id in session;"), "session"),
                bad("leans on core's table", migrating("create table p_bad_a (u bigint references unit (id));"), "unit"),
                bad("a name in quotes", migrating("create table \"p_bad_a-b\" (id int);"), "p_bad_a-b"),
                bad("a name with capitals in quotes", migrating("create table \"p_bad_B\" (id int);"), "p_bad_B"),
                bad("pragma", migrating("pragma foreign_keys = off;"), "may not use"),
                bad("no migrations", PluginSource.of("bad").define("c.migrations(\"empty\");"), "no changes"),
                bad("another api", PluginSource.of("bad").requires(">=2.0.0 & <3.0.0"), "requires version >=2.0.0"),
                bad("no range", PluginSource.of("bad").requires("soon"), "which versions"),
                bad("core's class", PluginSource.of("bad").start("try { Class.forName(\"se.samsyn.core.database.Database\"); } catch (ClassNotFoundException e) { throw new IllegalStateException(e); }"), "ClassNotFoundException"),
                bad("core's library", PluginSource.of("bad").start("try { Class.forName(\"io.javalin.Javalin\"); } catch (ClassNotFoundException e) { throw new IllegalStateException(e); }"), "ClassNotFoundException"));
    }

    private static PluginSource migrating(String sql) {
        return PluginSource.of("bad").define("c.migrations(\"db\");").migration("V1__first.sql", sql);
    }

    private static Arguments bad(String name, PluginSource source, String why) {
        return Arguments.of(name, source, why);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void aBadPluginIsToldApartAndStopsNoOther(String name, PluginSource source, String why) {
        PluginInfo info = add(source, "bad");
        assertThat(info.state()).isIn(PluginState.FAILED, PluginState.INCOMPATIBLE);
        assertThat(samsyn.why(info)).contains(why).doesNotStartWith("[");
        assertThat(info.tables()).noneMatch(table -> table.equals("p_bad_a"));
        assertThat(info.stuck()).isEmpty();
        assertThat(samsyn.published.find("bad")).isEmpty();
        assertThat(samsyn.enable("good").state()).isEqualTo(PluginState.ACTIVE);
        assertThat(samsyn.database.write(() -> notes())).as("writers are not held").containsExactly("3");
        assertThat(samsyn.disable("bad").wanted().enabled()).isFalse();
    }

    @Test
    void aPluginThatFailsInStopIsOffAllTheSame() {
        PluginInfo info = add(PluginSource.of("bad").stop("throw new LinkageError(\"no\");"), "bad");
        assertThat(info.state()).isEqualTo(PluginState.ACTIVE);
        PluginInfo off = samsyn.disable("bad");
        assertThat(off.state()).isEqualTo(PluginState.OFF);
        assertThat(samsyn.why(off)).contains("failed inside the add-on", "stop: java.lang.LinkageError: no");
    }

    @Test
    void aPluginThatIgnoresTheInterruptIsNamed() {
        System.setProperty("tiny.go", "");
        try {
            PluginInfo info = add(
                    PluginSource.of("bad").start("while (System.getProperty(\"tiny.go\") != null) Thread.onSpinWait();"), "bad");
            assertThat(info.state()).isEqualTo(PluginState.FAILED);
            assertThat(info.stuck()).singleElement().asString().startsWith("plugin-bad-start").contains("tiny.Entry.start");
        } finally {
            System.clearProperty("tiny.go");
        }
    }

    @Test
    void aFailedMigrationLeavesNothingAndAMendedOneRuns() {
        add(migrating("create table p_bad_a (id ${key}); insert into p_bad_a (nope) values (1);"), "bad");
        samsyn.close();
        PluginInfo info = add(migrating("create table p_bad_a (id ${key}, nope int); insert into p_bad_a (nope) values (1);"), "bad");
        assertThat(info.state()).isEqualTo(PluginState.ACTIVE);
        assertThat(info.tables()).contains("p_bad_a");
    }

    @Test
    void everyReasonToRefuseAPluginHasWords() throws Exception {
        Pattern codes = Pattern.compile("PluginRefused\\(\\s*\"([a-z.]+)\"");
        Set<String> keys = samsynMessages().keys(Locale.ENGLISH);
        int found = 0;
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/se/samsyn/core/plugin"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher matcher = codes.matcher(Files.readString(source));
                while (matcher.find()) {
                    assertThat(keys).contains("plugin.problem." + matcher.group(1));
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(25);
    }

    private static Messages samsynMessages() {
        return Messages.ofCore(List.of("plugin"));
    }

    @Test
    void filesThatAreNoPluginsAreListed() throws Exception {
        Files.writeString(data.resolve("plugins/text.jar"), "no jar");
        good("good").resource("more.txt", "x").writeTo(data.resolve("plugins/elsewhere"));
        Files.copy(data.resolve("plugins/elsewhere/good.jar"), data.resolve("plugins/second.jar"));
        open();
        assertThat(samsyn.module.unusable()).extracting(PluginStore.Unusable::file).containsExactly("second.jar", "text.jar");
        assertThat(samsyn.module.list()).hasSize(1);
    }
}
