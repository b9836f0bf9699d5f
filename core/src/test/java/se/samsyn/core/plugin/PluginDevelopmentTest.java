package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;

/** A plugin that is being written, in the folders of a Maven project, in a whole Samsyn. */
class PluginDevelopmentTest {

    /** Two seconds are promised, and measured by the benchmark where nothing else runs; here it is seen that it comes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path project;

    private Path classes;
    private Path resources;
    private TestSamsyn samsyn;
    private TestClient admin;

    @BeforeEach
    void start() throws IOException {
        classes = project.resolve("target/classes");
        resources = Files.createDirectories(project.resolve("src/main/resources"));
        compile(plugin("Hej"));
        template("{{ t('title') }}: {{ word }}");
        samsyn = TestSamsyn.developing(classes);
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        admin = samsyn.signIn("admin");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private static PluginSource plugin(String word) {
        return PluginSource.of("notes")
                .define(
                        """
                        c.permission(Permission.named("read").onOwnUnits(Role.PRINCIPAL))
                         .route(Route.get("/", Access.everyone(), r -> Response.page("page", Map.of("word", word()))))
                         .endpoint(Route.get("/word", Access.everyone(), r -> Response.json(word())))
                         .panel(new Panel(Panel.Slot.UNIT_RAIL, "title", "read", r -> Response.page("page", Map.of("word", word()))))
                         .messages("messages").migrations("db");
                        """)
                .members("private String word() { return \"" + word + "\"; }")
                .messages("title=Anteckningar\npermission.read=Läsa\n")
                .migration("V1__note.sql", "create table p_notes_note (id ${key}, text text not null);");
    }

    private void compile(PluginSource source) {
        source.compileInto(project);
    }

    private void template(String text) throws IOException {
        Files.writeString(resources.resolve("page.peb"), text);
    }

    private Answer page() {
        return admin.get("/modules/notes");
    }

    /** Reloads until the page is so. */
    private Answer reloaded(Predicate<Answer> so) {
        Instant last = Instant.now().plus(PATIENCE);
        Answer answer = page();
        while (!so.test(answer)) {
            assertThat(Instant.now()).as("%s: %s", answer.status(), answer.body()).isBefore(last);
            pause();
            answer = page();
        }
        return answer;
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsSavedIsSeenAtTheNextReload() throws IOException {
        assertThat(page().body()).isEqualTo("Anteckningar: Hej");
        template("{{ word }}!");
        assertThat(page().body()).as("templates are not waited for").isEqualTo("Hej!");
        compile(plugin("Hopp"));
        reloaded(answer -> answer.body().equals("Hopp!"));
        template("{{ t('title') }}");
        Files.writeString(resources.resolve("messages_sv.properties"), "title=Lappar\npermission.read=Läsa\n");
        reloaded(answer -> answer.body().equals("Lappar"));
        assertThat(admin.get("/settings/modules").body()).contains("Utvecklingsläge", "Körs från en mapp");
        assertThat(admin.get("/settings/modules/notes").body())
                .contains("Tillägget körs från " + classes)
                .doesNotContain("/settings/modules/notes/remove");
        assertThat(admin.post("/settings/modules/notes/remove", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void anErrorInTheCodeIsShownWithItsFileAndLine() {
        PluginSource broken =
                plugin("Hej").members("private String word() {\n        throw new IllegalStateException(\"trasig\");\n    }");
        compile(broken);
        int line = broken.lineOf("throw new");
        Answer answer = reloaded(a -> a.status() == 500);
        assertThat(answer.body())
                .contains("src/main/java/tiny/Entry.java:" + line)
                .contains("java.lang.IllegalStateException: trasig")
                .contains("<mark>  " + line + "          throw new IllegalStateException(&quot;trasig&quot;);")
                .contains("tiny.Entry.word(Entry.java:" + line + ")");
        assertThat(samsyn.api("admin").get("/api/v1/modules/notes/word").json().get("detail").asString())
                .isEqualTo("java.lang.IllegalStateException: trasig (src/main/java/tiny/Entry.java:" + line + ")");
        TestClient principal = samsyn.signIn("rektor", Role.PRINCIPAL);
        assertThat(principal.get("/modules/notes/panels/0/" + samsyn.school().id()).body())
                .contains("IllegalStateException: trasig (src/main/java/tiny/Entry.java:" + line + ")");
    }

    @Test
    void aStatementThatTouchesAnothersTableIsRefused() {
        String query = "return context.database().read(h -> h.createQuery(\"%s\").mapTo(String.class).one());";
        PluginSource own = plugin("Hej").members("private String word() { "
                + query.formatted("select count(*) from p_notes_note") + " }");
        compile(own);
        reloaded(a -> a.body().equals("Anteckningar: 0"));
        compile(plugin("Hej").members("private String word() { " + query.formatted("select name from person limit 1") + " }"));
        assertThat(reloaded(a -> a.status() == 500).body())
                .contains("This statement touches person", "p_notes_", "src/main/java/tiny/Entry.java:" + own.lineOf("return context"));
    }

    @Test
    void anErrorInATemplateIsShownWithItsFileAndLine() throws IOException {
        template("\n{{ word }}\n{{ missing }}\n");
        Answer missing = page();
        assertThat(missing.status()).isEqualTo(500);
        assertThat(missing.body()).contains("src/main/resources/page.peb:3", "<mark>   3  {{ missing }}");
        template("{{ word }}\n{% if %}");
        assertThat(page().body()).contains("src/main/resources/page.peb:2");
        template("{{ word }}");
        assertThat(page().body()).isEqualTo("Hej");
    }

    @Test
    void whatCannotBeTakenIntoUseIsSaidWhileTheOldOneGoesOn() throws IOException {
        PluginSource wrong = plugin("Hopp").define("c.route(Route.get(\"/\", Access.permission(\"write\"), r -> null));");
        String file = "src/main/java/tiny/Entry.java:" + wrong.lineOf("Access.permission");
        compile(wrong);
        assertThat(reloaded(answer -> answer.status() == 500).body())
                .contains("Tillägget kräver behörigheten write, som inte finns.")
                .contains("Det som senast sparades är inte i bruk")
                .contains(file);
        assertThat(samsyn.api("admin").get("/api/v1/modules/notes/word").body()).isEqualTo("\"Hej\"");
        assertThat(admin.get("/settings/modules/notes").body()).contains("behörigheten write", file);

        compile(plugin("Hopp").define("throw new IllegalStateException(\"i define\");"));
        assertThat(reloaded(a -> a.body().contains("i define")).body()).contains(file);

        compile(plugin("Hopp"));
        Files.writeString(resources.resolve("messages_sv.properties"), "title=Lappar\nextra=1\npermission.read=Läsa\n");
        assertThat(reloaded(a -> a.body().contains("extra")).body())
                .contains("Texterna extra saknas på språket en.", "src/main/resources/messages_sv.properties:2");
        Files.delete(resources.resolve("messages_sv.properties"));
        reloaded(answer -> answer.body().equals("Anteckningar: Hopp"));
    }

    @Test
    void aMigrationThatHasRunAndIsChangedIsSaidPlainly() throws IOException {
        Path db = Files.createDirectories(resources.resolve("db"));
        Files.writeString(db.resolve("V2__more.sql"), "create table p_notes_more (id ${key});\ncreate table p_notes_more (id ${key});");
        assertThat(reloaded(a -> a.status() == 500).body()).contains("src/main/resources/db/V2__more.sql:2");
        Files.writeString(db.resolve("V2__more.sql"), "create table p_notes_more (id ${key});\n\ncreate table unit (id ${key});");
        assertThat(reloaded(a -> a.body().contains("utanför")).body()).contains("src/main/resources/db/V2__more.sql:3");
        Files.writeString(db.resolve("V2__more.sql"), "create table p_notes_more (id ${key});");
        reloaded(a -> a.status() == 200);
        Files.writeString(db.resolve("V2__more.sql"), "create table p_notes_more (id ${key}, text text);");
        assertThat(reloaded(a -> a.status() == 500).body())
                .contains("Databasändringen db/V2__more.sql har ändrats sedan den kördes.")
                .contains("src/main/resources/db/V2__more.sql:1");

        admin.post("/settings/modules/notes/disable", Map.of());
        assertThat(page().status()).isEqualTo(404);
        admin.post("/settings/modules/notes/erase", Map.of("name", "Tillägget notes"));
        admin.post("/settings/modules/notes/enable", Map.of());
        assertThat(page().body()).isEqualTo("Anteckningar: Hej");
    }

    @Test
    void aFolderThatIsEmptyOrCleanedIsWaitedFor() throws IOException {
        Files.delete(classes.resolve("META-INF/MANIFEST.MF"));
        Answer answer = reloaded(a -> a.status() == 500);
        assertThat(answer.body()).contains("META-INF/MANIFEST.MF saknas").contains("mvn compile");
        compile(plugin("Ren"));
        reloaded(a -> a.body().equals("Anteckningar: Ren"));
    }
}
