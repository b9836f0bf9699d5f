package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.sqlite.JDBC;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.plugin.jar.PluginStore;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** Jars that are not what they seem. */
class HostileJarTest {

    @RegisterExtension
    static final PluginSiege siege = new PluginSiege();

    private static PluginSource bad() {
        return PluginSource.of("bad");
    }

    @Test
    void itsOwnLibrariesAreItsOwnAndGoWithIt() {
        siege.bring(bad().library(JsonMapper.class)
                .library(JsonParser.class)
                .library(com.fasterxml.jackson.annotation.JsonProperty.class)
                .library(JDBC.class)
                .library(Logger.class)
                .define(
                        """
                        c.route(Route.get("/jackson", Access.everyone(), r -> Response.json(
                             new tools.jackson.databind.json.JsonMapper().writeValueAsString(Map.of("own", own(tools.jackson.databind.ObjectMapper.class))))))
                         .route(Route.get("/slf4j", Access.everyone(), r -> {
                             org.slf4j.LoggerFactory.getLogger(Entry.class).info("The plugin's own slf4j is not used");
                             return Response.json(own(org.slf4j.Logger.class));
                         }))
                         .route(Route.get("/sqlite", Access.everyone(), r -> {
                             Class.forName("org.sqlite.JDBC");
                             try (java.sql.Connection own = java.sql.DriverManager.getConnection("jdbc:sqlite::memory:")) {
                                 return Response.json(own(own.getClass()));
                             }
                         }));
                        """)
                .members("static boolean own(Class<?> type) { return type.getClassLoader() == Entry.class.getClassLoader(); }"));
        assertThat(siege.get("jackson").body()).contains("true");
        assertThat(siege.get("slf4j").body()).isEqualTo("false");
        assertThat(siege.get("sqlite").body()).isEqualTo("true");
        siege.assertOthersAnswer();
        siege.assertNothingLeft();
    }

    @Test
    void aClassThatIsMissingIsToldWhereItIsNeeded() {
        siege.bring(bad().without("tiny/Entry$Answer")
                .define("c.route(Route.get(\"/missing\", Access.everyone(), r -> Response.json(new Answer(\"x\", 1))));"));
        assertThat(siege.get("missing").status()).isEqualTo(500);
        assertThat(siege.page()).contains("java.lang.NoClassDefFoundError: tiny/Entry$Answer");
        siege.assertOthersAnswer();
        siege.assertNothingLeft();
    }

    @Test
    void aJarThatIsChangedWhileItRunsHarmsNoOneElseAndIsNotUsedAgain() throws IOException {
        siege.bring(bad().define("c.route(Route.get(\"/late\", Access.everyone(), r -> Response.json(new Answer(\"x\", 1))));"));
        Path file = siege.samsyn().folder().resolve("plugins/installed").resolve(siege.bad().sha256() + ".jar");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, "no jar any more".getBytes(StandardCharsets.UTF_8));
        assertThat(siege.get("late").status()).isIn(200, 500);
        siege.assertOthersAnswer();
        siege.turn("bad", "disable");
        siege.turn("bad", "enable");
        assertThat(siege.bad().state()).isEqualTo(PluginState.FAILED);
        assertThat(siege.page()).contains("är inte densamma som när den lästes in");
        Files.write(file, whole);
        siege.turn("bad", "enable");
        assertThat(siege.bad().state()).isEqualTo(PluginState.ACTIVE);
        siege.assertNothingLeft();
    }

    static Stream<Arguments> refused() {
        byte[] latin = "nav=Läsa".getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                Arguments.of("other files", bad().attribute("Class-Path", "../../samsyn.jar"), "names other files: ../../samsyn.jar"),
                Arguments.of("template", bad().resource("page.peb", latin), "page.peb is not written in UTF-8"),
                Arguments.of("migration", bad().resource("db/V1__a.sql", latin), "V1__a.sql is not written in UTF-8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatCannotBeMeantIsRefusedBeforeAnythingIsRun(String name, PluginSource source, String why) {
        assertThatThrownBy(() -> siege.bring(source))
                .isInstanceOfSatisfying(PluginNotInstalled.class, e -> assertThat(words(e.problem())).contains(why));
        assertThat(siege.samsyn().app().plugins().find("bad")).isEmpty();
        assertThat(siege.admin().get("/settings/modules").body()).doesNotContain("Tillägget bad");
        siege.assertOthersAnswer();
    }

    private static String words(PluginProblem problem) {
        String plain = siege.samsyn().app().messages().text(
                Locale.ENGLISH, "plugin.problem." + problem.code(), problem.arguments().toArray());
        return plain + " " + problem.technical();
    }

    @Test
    void textsInTheWrongEncodingAreTold() {
        byte[] latin = "nav=Läsa".getBytes(StandardCharsets.ISO_8859_1);
        siege.bring(bad().define("c.messages(\"messages\");").resource("messages_sv.properties", latin).resource("messages_en.properties", latin));
        assertThat(siege.bad().state()).isEqualTo(PluginState.FAILED);
        assertThat(siege.page()).contains("Texterna messages är inte skrivna i UTF-8");
        siege.assertNothingLeft();
    }

    @Test
    void aPatternThatIsNoneIsTold() {
        siege.bring(bad().define("c.messages(\"messages\");").messages("nav=Läsa {vem}\n"));
        assertThat(siege.page()).contains("Texten nav på språket sv går inte att läsa");
        siege.assertNothingLeft();
    }

    static Stream<Arguments> clashing() {
        return Stream.of(
                Arguments.of("a route twice", bad().define(
                        "c.route(Route.get(\"/a/{x}\", Access.everyone(), r -> null)).route(Route.get(\"/a/{y}\", Access.everyone(), r -> null));"),
                        "/a/{y} finns två gånger"),
                Arguments.of("core's permission", bad().define("c.permission(Permission.named(\"plan.edit\").onAllUnits(Role.READER));"), "plan.edit"),
                Arguments.of("another's table", bad().define("c.migrations(\"db\");")
                        .migration("V1__spy.sql", "alter table p_notes_note add column spy text;"), "p_notes_note"),
                Arguments.of("a migration with a fault", bad().define("c.migrations(\"db\");")
                        .migration("V1__a.sql", "create table p_bad_a (id ${key}); insert into p_bad_a (nope) values (1);"), "inget ändrades"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clashing")
    void whatClashesWithOthersOrFailsIsToldOnThePageAndTakesNothingFromThem(String name, PluginSource source, String why) {
        siege.bring(source);
        assertThat(siege.bad().state()).isEqualTo(PluginState.FAILED);
        assertThat(siege.page()).contains(why);
        siege.assertOthersAnswer();
        siege.assertNothingLeft();
    }

    static Stream<Arguments> inTheFolder() {
        return Stream.of(
                Arguments.of("slip", bad().resource("../../evil.txt", "x"), "path"),
                Arguments.of("packs", bad().resource("se/samsyn/api/Own.class", "x"), "packs"),
                Arguments.of("lies", bad().entry("tiny.Other"), "entry.missing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inTheFolder")
    void aJarThatSomeoneJustPutInTheFolderIsLookedThroughAsWell(String name, PluginSource source, String code, @TempDir Path data) {
        source.writeTo(data.resolve("plugins"));
        try (PluginFixture fixture = new PluginFixture(data, false)) {
            assertThat(fixture.module.list()).isEmpty();
            assertThat(fixture.module.unusable()).extracting(PluginStore.Unusable::problem).extracting(PluginProblem::code).containsExactly(code);
        }
    }

    @Test
    void aHugeJarInTheFolderIsNotEvenCopied(@TempDir Path data) throws IOException {
        Path jar = bad().writeTo(data.resolve("plugins"));
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
            file.setLength(200L << 20);
        }
        try (PluginFixture fixture = new PluginFixture(data, false)) {
            assertThat(fixture.module.unusable()).extracting(PluginStore.Unusable::problem).extracting(PluginProblem::code).containsExactly("size");
            assertThat(data.resolve("plugins/installed")).doesNotExist();
        }
    }
}
