package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;

class PluginInstallPagesTest {

    private static final String INSTALL = "/settings/modules/install";

    @TempDir
    Path elsewhere;

    private TestSamsyn samsyn;
    private TestClient admin;
    private TestClient principal;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        admin = samsyn.signIn("admin");
        principal = samsyn.signIn("rektor");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    static PluginSource notes(String version) {
        return PluginSource.of("notes")
                .version(version)
                .define(
                        """
                        c.permission(Permission.named("read").onOwnUnits(Role.PRINCIPAL))
                         .route(Route.get("/", Access.permission("read"), r -> Response.page("page", Map.of())))
                         .route(Route.post("/", Access.permission("read"), r -> {
                             context.database().write(h -> h.execute("insert into p_notes_a (text) values (?)", r.form("text")));
                             return Response.redirect("/modules/notes");
                         }))
                         .route(Route.get("/slow", Access.permission("read"), r -> { Thread.sleep(300); return Response.json("%s"); }))
                         .messages("messages").migrations("db");
                        """
                                .formatted(version))
                .messages("permission.read=Läsa <i>anteckningar</i>\n")
                .migration("V1__a.sql", "create table p_notes_a (id ${key}, text text); insert into p_notes_a (id) values (1);")
                .resource("page.peb", "{% extends \"se/samsyn/core/web/layout\" %}{% block content %}<h1>Version " + version + "</h1>{% endblock %}");
    }

    /** Each has a change of the database that the ones before had not. */
    private static PluginSource growing(int minor) {
        PluginSource source = notes("1." + minor + ".0");
        for (int i = 1; i <= minor; i++) {
            source.migration("V%d__more.sql".formatted(i + 1), "alter table p_notes_a add column more_%1$d text; create table p_notes_b%1$d (id ${key});".formatted(i));
        }
        return source;
    }

    private TestClient.Answer upload(TestClient who, PluginSource source) {
        return upload(who, elsewhere, source);
    }

    /** Brings it in, to be looked at; its jar is put in the folder. */
    static TestClient.Answer upload(TestClient who, Path folder, PluginSource source) {
        try {
            byte[] jar = Files.readAllBytes(source.writeTo(folder));
            return who.upload(INSTALL, Map.of(), "file", "plugin.jar", jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestClient.Answer install(PluginSource source) {
        return admin.post(upload(admin, source).location(), Map.of());
    }

    @Test
    void isLookedAtInstalledTurnedOnReplacedRemovedAndErased() {
        TestClient.Answer staged = upload(admin, notes("1.0.0"));
        assertThat(staged.status()).isEqualTo(303);
        String page = admin.get(staged.location()).body();
        assertThat(page).contains("Lägg in Tillägget notes", "Läsa &lt;i&gt;anteckningar", "p_notes_a", "1.0.0", "Filen berättar inte allt", "vilka jobb");
        assertThat(admin.get("/settings/modules").body()).doesNotContain("Tillägget notes");

        TestClient.Answer installed = admin.post(staged.location(), Map.of());
        assertThat(installed.location()).isEqualTo("/settings/modules/notes");
        assertThat(admin.follow(installed).body()).contains("finns nu här", "Admin Testsson", "1.0.0");
        assertThat(admin.post("/settings/modules/notes/enable", Map.of()).location()).isEqualTo("/settings/modules");
        assertThat(admin.post("/settings/modules/notes/disable", Map.of("from", "own")).location())
                .as("where it was turned off")
                .isEqualTo("/settings/modules/notes");
        assertThat(admin.post("/settings/modules/notes/enable", Map.of("from", "own")).location())
                .isEqualTo("/settings/modules/notes");
        assertThat(admin.get("/settings/modules/notes").body()).contains("name=\"from\" value=\"own\"");
        assertThat(principal.get("/modules/notes").body()).contains("Version 1.0.0");

        TestClient.Answer newer = upload(admin, notes("1.1.0"));
        assertThat(admin.get(newer.location()).body()).contains("Byt version av Tillägget notes").doesNotContain("Inte nyare");
        assertThat(admin.follow(admin.post(newer.location(), Map.of())).body()).contains("Tillägget notes 1.1.0 är på.");
        assertThat(principal.get("/modules/notes").body()).contains("Version 1.1.0");
        assertThat(admin.get(upload(admin, notes("0.9.0")).location()).body()).contains("Inte nyare");

        assertThat(admin.get("/settings/modules/notes/erase").status()).as("while it is on").isEqualTo(404);
        assertThat(admin.follow(admin.post("/settings/modules/notes/remove", Map.of())).body())
                .contains("är borttaget", "Radera data från Tillägget notes");
        assertThat(principal.get("/modules/notes").status()).isEqualTo(404);
        assertThat(admin.get("/settings/modules/notes/erase").body()).contains("p_notes_a", "Skriv Tillägget notes");
        TestClient.Answer wrong = admin.post("/settings/modules/notes/erase", Map.of("name", "notes"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Det står inte exakt Tillägget notes.", "value=\"notes\"");
        assertThat(samsyn.rows("select id from p_notes_a")).hasSize(1);
        assertThat(admin.follow(admin.post("/settings/modules/notes/erase", Map.of("name", "Tillägget notes"))).body())
                .contains("Data från Tillägget notes är raderade.")
                .doesNotContain("Radera data från");
        assertThat(samsyn.rows("select name from sqlite_master where name like 'p_notes%'")).isEmpty();
        assertThat(admin.post("/settings/modules/notes/erase", Map.of("name", "Tillägget notes")).status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongWithAFileIsToldAtTheField() throws IOException {
        byte[] text = "<html>".getBytes(StandardCharsets.UTF_8);
        TestClient.Answer noJar = admin.upload(INSTALL, Map.of(), "file", "a.jar", text);
        assertThat(noJar.status()).isEqualTo(422);
        assertThat(noJar.body()).contains("går inte att läsa som en jarfil", "id=\"e-file\"")
                .containsSubsequence("<details", "Teknisk information", "zip");
        ByteArrayOutputStream bare = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bare)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
        }
        assertThat(admin.upload(INSTALL, Map.of(), "file", "a.jar", bare.toByteArray()).body())
                .contains("Jarfilen har inget manifest (META-INF/MANIFEST.MF), så den är inget tillägg");
        TestClient.Answer none = admin.upload(INSTALL, Map.of(), "other", "a.jar", text);
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.body()).contains("Välj en jarfil.");
        TestClient.Answer newer = upload(admin, PluginSource.of("newer").requires(">=9.0.0"));
        assertThat(newer.body()).contains("kräver version &gt;=9.0.0");
    }

    @Test
    void howMuchWasErasedStandsInTheHistory() {
        install(notes("1.0.0"));
        admin.post("/settings/modules/notes/enable", Map.of());
        admin.post("/settings/modules/notes/disable", Map.of());
        admin.post("/settings/modules/notes/erase", Map.of("name", "Tillägget notes"));
        assertThat(admin.get("/settings/modules/notes").body())
                .containsPattern("Raderade data</dt><dd><ins>.*</span>3 rader: p_notes_a 1, p_notes_schema_history 2</ins>");
    }

    @Test
    void aVersionThatDoesNotComeUpIsToldAndTheOldOneAnswers() {
        install(notes("1.0.0"));
        admin.post("/settings/modules/notes/enable", Map.of());
        TestClient.Answer failed = install(notes("2.0.0").start("throw new IllegalStateException(\"nej\");"));
        assertThat(failed.status()).isEqualTo(422);
        assertThat(failed.body())
                .contains("Den gick inte att ta i bruk", "Version 1.0.0 används medan du rättar")
                .containsSubsequence("Ett fel uppstod i tillägget", "Teknisk information", "IllegalStateException: nej");
        assertThat(principal.get("/modules/notes").body()).contains("Version 1.0.0");
    }

    @Test
    void isForAdministratorsAlone() {
        String staged = upload(admin, notes("1.0.0")).location();
        for (String address : List.of(INSTALL, staged, "/settings/modules/notes/erase")) {
            assertThat(principal.get(address).status()).as(address).isEqualTo(403);
            assertThat(samsyn.client().get(address).location()).as(address).startsWith("/login");
        }
        for (String address : List.of(staged, staged + "/discard", "/settings/modules/notes/remove", "/settings/modules/notes/erase")) {
            assertThat(principal.post(address, Map.of()).status()).as(address).isEqualTo(403);
            assertThat(admin.postWithoutToken(address, Map.of()).status()).as(address).isEqualTo(403);
        }
        assertThat(upload(principal, notes("1.0.0")).status()).isEqualTo(403);
        TestClient withoutToken = samsyn.client();
        withoutToken.cookie("samsyn_session", admin.cookie("samsyn_session").orElseThrow());
        assertThat(upload(withoutToken, notes("1.0.0")).status()).isEqualTo(403);
        assertThat(admin.get("/settings/modules").body()).doesNotContain("Tillägget notes");
        assertThat(admin.get(INSTALL + "/" + "0".repeat(64)).status()).isEqualTo(404);
        assertThat(admin.get(INSTALL + "/..%2f..%2fsamsyn").status()).isBetween(400, 404);
        assertThat(admin.post(INSTALL + "/" + "0".repeat(64), Map.of()).status()).isEqualTo(404);
    }

    @Test
    void isClosedWhereTheServersSettingsSaySo() throws IOException {
        byte[] jar = Files.readAllBytes(notes("1.0.0").writeTo(elsewhere));
        try (TestSamsyn closed = TestSamsyn.withoutPluginUpload(elsewhere.resolve("data"))) {
            closed.user("admin", Role.ADMINISTRATOR, closed.municipality());
            TestClient there = closed.signIn("admin");
            assertThat(there.get(INSTALL).body()).contains("Avstängt på den här servern").doesNotContain("type=\"file\"");
            assertThat(there.upload(INSTALL, Map.of(), "file", "a.jar", jar).status()).isEqualTo(403);
            String waiting = closed.app().plugins().installer().stage(new ByteArrayInputStream(jar)).sha256();
            assertThat(there.post(INSTALL + "/" + waiting, Map.of()).status()).isEqualTo(403);
            assertThat(closed.app().plugins().list()).isEmpty();
        }
    }

    @Test
    void noRequestFailsWhileVersionsChangeUnderLoad() throws Exception {
        install(growing(0));
        admin.post("/settings/modules/notes/enable", Map.of());
        WeakReference<ClassLoader> first = new WeakReference<>(samsyn.app()
                .plugins()
                .active("notes")
                .orElseThrow()
                .definition()
                .routes()
                .get(0)
                .handler()
                .getClass()
                .getClassLoader());
        AtomicBoolean going = new AtomicBoolean(true);
        CountDownLatch begun = new CountDownLatch(4);
        ExecutorService load = Executors.newFixedThreadPool(4);
        List<Future<List<Integer>>> answers = new ArrayList<>();
        TestClient writer = samsyn.signIn("rektor");
        Future<List<Integer>> written = load.submit(() -> {
            List<Integer> statuses = new ArrayList<>();
            while (going.get()) {
                statuses.add(writer.post("/modules/notes", Map.of("text", "nr " + statuses.size())).status());
                begun.countDown();
            }
            return statuses;
        });
        for (String path : List.of("/modules/notes", "/modules/notes/slow", "/units")) {
            TestClient client = samsyn.signIn("rektor");
            answers.add(load.submit(() -> {
                List<Integer> statuses = new ArrayList<>();
                while (going.get()) {
                    statuses.add(client.get(path).status());
                    begun.countDown();
                }
                return statuses;
            }));
        }
        begun.await();
        for (int i = 1; i <= 15; i++) {
            assertThat(install(growing(i)).status()).isEqualTo(303);
        }
        going.set(false);
        for (Future<List<Integer>> statuses : answers) {
            assertThat(statuses.get()).isNotEmpty().containsOnly(200);
        }
        assertThat(written.get()).isNotEmpty().containsOnly(303);
        assertThat(samsyn.rows("select text from p_notes_a where text like 'nr %'")).as("each once").hasSize(written.get().size());
        assertThat(samsyn.rows("select more_15 from p_notes_a, p_notes_b15")).as("migrated each time").isEmpty();
        load.shutdown();
        assertThat(principal.get("/modules/notes").body()).contains("Version 1.15.0");
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (first.get() != null) {
                System.gc();
            }
        });
    }
}
