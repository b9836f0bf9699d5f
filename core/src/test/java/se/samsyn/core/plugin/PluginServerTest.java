package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.web.PanelSource;
import tools.jackson.databind.JsonNode;

/** Plugins under a whole running Samsyn. */
class PluginServerTest {

    private TestSamsyn samsyn;
    private TestClient admin;
    private TestClient principal;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createTempDirectory("samsyn-plugins");
        notes().writeTo(folder.resolve("plugins"));
        hostile().writeTo(folder.resolve("plugins"));
        PluginSource.of("newer").requires(">=9.0.0").writeTo(folder.resolve("plugins"));
        PluginSource.of("slip").resource("../../evil.txt", "x").writeTo(folder.resolve("plugins"));
        samsyn = TestSamsyn.start(folder);
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        admin = samsyn.signIn("admin");
        principal = samsyn.signIn("rektor");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private static PluginSource notes() {
        return PluginSource.of("notes")
                .define(
                        """
                        c.permission(Permission.named("read").onOwnUnits(Role.PRINCIPAL))
                         .route(Route.get("/", Access.permission("read"), r -> Response.page("list", Map.of(
                             "notes", context.database().read(h -> h.createQuery("select text from p_notes_note order by id").mapTo(String.class).list()),
                             "answer", new Answer("<b>hej</b>", 1)))))
                         .route(Route.post("/", Access.permission("read"), r -> {
                             String text = r.form("text");
                             context.database().write(h -> h.execute("insert into p_notes_note (text) values (?)", text));
                             return Response.redirect("/modules/notes").withNotice("saved", text);
                         }))
                         .route(Route.get("/new", Access.permission("read"), r -> Response.json("literal")))
                         .route(Route.get("/{unit}", Access.permission("read").on("unit"), r -> Response.json(
                             Map.of("unit", r.services().units().find(r.pathParameter("unit")).orElseThrow(),
                                    "all", r.services().units().all().size(),
                                    "me", r.services().people().names(List.of(r.caller().id())),
                                    "may", r.caller().unitsWith("read"),
                                    "least", context.setting("least"),
                                    "loud", context.setting("loud"),
                                    "word", context.setting("word")))))
                         .endpoint(Route.get("/notes", Access.permission("read"), r -> Response.json(new Answer("api", 2))))
                         .navigation(new NavigationEntry("nav", "puzzle", "/", "read"))
                         .panel(new Panel(Panel.Slot.UNIT_RAIL, "panel", "read", r -> Response.page("panel", Map.of("unit", r.pathParameter("unit")))))
                         .setting(new Setting("least", Setting.Type.INTEGER, "3").between(1, 50))
                         .setting(new Setting("loud", Setting.Type.BOOLEAN, "true"))
                         .setting(new Setting("word", Setting.Type.TEXT, "hej"))
                         .messages("messages").migrations("db");
                        """)
                .messages(
                        """
                        nav=Anteckningar
                        saved=Sparade {0}
                        panel=Senaste anteckning
                        permission.read=Läsa anteckningar
                        setting.least=Minst antal
                        setting.least.help=Så många behövs
                        setting.loud=Högt
                        setting.loud.help=Hörs
                        setting.word=Hälsning
                        setting.word.help=Står överst
                        """)
                .migration("V1__note.sql", "create table p_notes_note (id ${key}, text text not null);")
                .resource("list.peb", "{% extends \"se/samsyn/core/web/layout\" %}{% block content %}<h1>{{ t('nav') }}</h1>{{ answer.text }}{% for n in notes %}<p>{{ n }}</p>{% endfor %}{% endblock %}")
                .resource("panel.peb", "<p>Enhet {{ unit }}</p>");
    }

    private static PluginSource hostile() {
        return PluginSource.of("hostile")
                .define(
                        """
                        c.route(Route.get("/exception", Access.everyone(), r -> { throw new IllegalStateException("boom"); }))
                         .route(Route.get("/error", Access.everyone(), r -> { throw new StackOverflowError("boom"); }))
                         .route(Route.get("/nothing", Access.everyone(), r -> null))
                         .route(Route.get("/input", Access.everyone(), r -> { throw new InputException("Fel i indata", Map.of()); }))
                         .route(Route.get("/template", Access.everyone(), r -> Response.page("broken", Map.of())))
                         .route(Route.get("/missing", Access.everyone(), r -> Response.page("nowhere", Map.of())))
                         .route(Route.get("/file", Access.everyone(), r -> new Response.File("a.txt", "text/plain", out -> { throw new NoClassDefFoundError("x"); })))
                         .route(Route.get("/json", Access.everyone(), r -> Response.json(new Object() { public int getBad() { throw new IllegalStateException(); } })))
                         .route(Route.get("/slow", Access.everyone(), r -> { Thread.sleep(60_000); return null; }))
                         .panel(new Panel(Panel.Slot.UNIT_RAIL, "web.login", "plan.read", r -> { throw new AssertionError("panel"); }));
                        """)
                .resource("broken.peb", "{{ nothing.at.all }}");
    }

    private TestClient.Answer turn(String id, String how) {
        return admin.post("/settings/modules/" + id + "/" + how, Map.of());
    }

    @Test
    void anActivePluginsEndpointsAreDescribedAndRefuseOtherMethods() {
        String path = "/paths/~1api~1v1~1modules~1notes~1notes/get";
        assertThat(admin.get("/api/v1/openapi.json").json().at(path).isMissingNode()).isTrue();
        turn("notes", "enable");
        assertThat(admin.get("/api/v1/openapi.json").json().at(path + "/tags/0").asString()).isEqualTo("notes");
        TestClient.Answer refused = samsyn.api("rektor").json("DELETE", "/api/v1/modules/notes/notes", "");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).contains("GET");
        assertThat(samsyn.api("rektor").json("DELETE", "/api/v1/modules/notes/nothing", "").status()).isEqualTo(404);
    }

    @Test
    void isTurnedOnAndOffWhileSamsynRuns() {
        assertThat(principal.get("/modules/notes").status()).isEqualTo(404);
        assertThat(turn("notes", "enable").status()).isEqualTo(303);
        TestClient.Answer page = principal.get("/modules/notes");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>Anteckningar</h1>", "&lt;b&gt;hej&lt;/b&gt;", "href=\"/modules/notes\"");
        TestClient.Answer saved = principal.follow(principal.post("/modules/notes", Map.of("text", "<i>första</i>")));
        assertThat(saved.body()).contains("Sparade &lt;i&gt;första", "<p>&lt;i&gt;första&lt;/i&gt;</p>");

        assertThat(turn("notes", "disable").status()).isEqualTo(303);
        assertThat(principal.get("/modules/notes").status()).isEqualTo(404);
        assertThat(principal.get("/units").body()).doesNotContain("Anteckningar");
        assertThat(samsyn.rows("select text from p_notes_note")).hasSize(1);
        turn("notes", "enable");
        assertThat(principal.get("/modules/notes").body()).contains("första");
    }

    @Test
    void oneThatIsOffIsSaidToBeToThoseWhoAreSignedIn() {
        TestClient.Answer page = principal.get("/modules/notes/anything?x=1", "Accept", "text/html,*/*");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body())
                .contains("<h1>Tillägget Tillägget notes är avstängt just nu</h1>", "En administratör för hela kommunen kan slå på det")
                .doesNotContain("/settings/modules/notes");
        assertThat(admin.get("/modules/notes").body()).contains("Du kan slå på det", "href=\"/settings/modules/notes\"");
        assertThat(principal.post("/modules/notes", Map.of("text", "hej")).body()).contains("är avstängt just nu");
        TestClient.Answer problem = samsyn.api("rektor").get("/api/v1/modules/notes/notes");
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.json().path("type").asString()).endsWith("module-off");
        assertThat(problem.json().path("detail").asString()).contains("är avstängt just nu");
        for (String[] script : new String[][] {{"Accept", "text/event-stream"}, {"HX-Request", "true"}, {"Accept", "*/*"}}) {
            TestClient.Answer answer = principal.get("/modules/notes/live", script);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("code").asString()).isEqualTo("module-off");
        }
        assertThat(samsyn.client().get("/modules/notes").body()).contains("404").doesNotContain("avstängt");
        assertThat(samsyn.client().get("/api/v1/modules/notes/notes").body()).contains("not-found").doesNotContain("avstängt");
        assertThat(principal.get("/modules/nowhere").body()).doesNotContain("avstängt");
        turn("newer", "enable");
        assertThat(principal.get("/modules/newer").body()).contains("fungerar inte just nu");
    }

    @Test
    void turningOffAsksFirstAndTellsWhatCeases() {
        turn("notes", "enable");
        assertThat(admin.get("/settings/modules").body())
                .containsSubsequence("data-confirm=\"Stäng av Tillägget notes?\"", "Under tiden finns inte: dess sidor, dess rutor", "Inget raderas");
    }

    @Test
    void checksAccessAndTokensForAPluginAsForCore() {
        turn("notes", "enable");
        assertThat(samsyn.client().get("/modules/notes").location()).startsWith("/login");
        assertThat(admin.get("/modules/notes").status()).as("the role has not the permission").isEqualTo(403);
        assertThat(principal.get("/modules/notes/" + samsyn.otherSchool().id()).status()).isEqualTo(403);
        assertThat(principal.postWithoutToken("/modules/notes", Map.of("text", "x")).status()).isEqualTo(403);
        assertThat(principal.get("/settings/modules").status()).isEqualTo(403);
        assertThat(principal.post("/settings/modules/notes/disable", Map.of()).status()).isEqualTo(403);
        assertThat(principal.get("/modules/notes/no/such").status()).isEqualTo(404);
        assertThat(principal.get("/modules/nowhere").status()).isEqualTo(404);
        assertThat(principal.get("/modules/notes/%ff/%00").status()).isBetween(400, 404);
        assertThat(samsyn.client().get("/api/v1/modules/notes/notes").status()).isEqualTo(401);
    }

    @Test
    void givesThePluginTheDomainWithTheCallersPermissions() {
        turn("notes", "enable");
        long school = samsyn.school().id();
        TestClient.Answer answer = principal.get("/modules/notes/" + school);
        assertThat(answer.json().path("unit").path("name").asString()).isEqualTo("Ekbackens skola");
        assertThat(answer.json().path("all").asInt()).isEqualTo(4);
        assertThat(answer.json().path("may").toString()).isEqualTo("[\"" + school + "\"]");
        assertThat(answer.json().path("me").toString()).contains("Rektor Testsson");
        assertThat(principal.get("/modules/notes/new").body()).as("a literal before a parameter").isEqualTo("\"literal\"");
    }

    @Test
    void showsAPanelAloneAndAsAPageOfItsOwn() {
        turn("notes", "enable");
        turn("hostile", "enable");
        long school = samsyn.school().id();
        List<PanelSource.PanelLink> links =
                samsyn.app().panels().panels(PanelSource.Place.unit(school), samsyn.acting("rektor"));
        assertThat(links).extracting(PanelSource.PanelLink::title).containsExactly("Logga in", "Senaste anteckning");
        TestClient.Answer alone = principal.get(links.get(1).href(), "HX-Request", "true");
        assertThat(alone.body()).contains("<p>Enhet " + school + "</p>", "Tillägget notes").doesNotContain("<html");
        assertThat(principal.get(links.get(1).href()).body()).contains("<p>Enhet " + school + "</p>", "<html");
        TestClient.Answer failed = principal.get(links.get(0).href(), "HX-Request", "true");
        assertThat(failed.status()).isEqualTo(200);
        assertThat(failed.body()).contains("gick inte att visa", "Tillägget hostile");
        String other = links.get(1).href().replace("/" + school, "/" + samsyn.otherSchool().id());
        assertThat(principal.get(other).status()).isEqualTo(403);
    }

    @Test
    void whateverAPluginThrowsIsAPageWithAReferenceAndIsCounted() {
        turn("hostile", "enable");
        for (String path : List.of("exception", "error", "nothing", "template", "missing", "file", "json")) {
            TestClient.Answer answer = principal.get("/modules/hostile/" + path);
            assertThat(answer.status()).as(path).isEqualTo(500);
            assertThat(answer.body()).as(path).contains("Referens").doesNotContain("boom");
        }
        assertThat(principal.get("/modules/hostile/input").status()).isEqualTo(422);
        String page = admin.get("/settings/modules/hostile").body();
        assertThat(page).contains("Senaste fel", "JSON: ");
        assertThat(samsyn.app().plugins().find("hostile").orElseThrow().health().errors()).isEqualTo(7);
        assertThat(principal.get("/units").status()).isEqualTo(200);
    }

    @Test
    void theModulesPageSaysWhichDoesNotWorkAndWhy() {
        turn("newer", "enable");
        String page = admin.get("/settings/modules").body();
        assertThat(page).contains("Tillägget newer", "kräver version &gt;=9.0.0", "Passar inte den här versionen");
        assertThat(page).containsSubsequence("Filer som inte går att använda", "<dt>slip.jar</dt><dd>", "../../evil.txt");
        assertThat(admin.get("/settings/modules/newer").body()).contains("kräver version");
        assertThat(admin.get("/settings/modules/slip").status()).isEqualTo(404);
        assertThat(principal.get("/units").status()).isEqualTo(200);
        assertThat(admin.get("/settings/modules/notes").body()).contains(
                samsyn.app().plugins().find("notes").orElseThrow().sha256());
        assertThat(admin.get("/settings/modules/nowhere").status()).isEqualTo(404);
    }

    @Test
    void drawsTheSettingsAndChecksThem() {
        turn("notes", "enable");
        String address = "/settings/modules/notes";
        assertThat(admin.get(address).body()).contains("Minst antal", "Så många behövs Från 1 till 50.", "Läsa anteckningar");
        assertThat(settings().path("loud").asString()).isEqualTo("true");
        assertThat(settings().path("word").asString()).isEqualTo("hej");
        TestClient.Answer wrong = admin.post(address + "/settings", Map.of("version", "1", "setting.least", "många"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Minst antal: Skriv ett heltal från 1 till 50.", "value=\"många\"");
        for (String outside : List.of("0", "-1", "51", "999999999999")) {
            TestClient.Answer answer = admin.post(address + "/settings", Map.of("version", "1", "setting.least", outside));
            assertThat(answer.status()).as(outside).isEqualTo(422);
            assertThat(answer.body()).contains("Skriv ett heltal från 1 till 50.", "value=\"" + outside + "\"");
        }
        assertThat(settings().path("least").asString()).isEqualTo("3");
        assertThat(admin.post(address + "/settings", Map.of("version", "1", "setting.least", "5")).status()).isEqualTo(303);
        assertThat(settings().path("least").asString()).isEqualTo("5");
        assertThat(settings().path("loud").asString()).as("a box that is not checked is not sent").isEqualTo("false");
        TestClient.Answer stale = admin.post(address + "/settings", Map.of("version", "1", "setting.least", "9"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body())
                .contains("value=\"9\"")
                .containsSubsequence("Admin Testsson", "name=\"conflictVersion\" value=\"2\"", "<h3>Minst antal</h3>", "9", "5");
        assertThat(admin.post(address + "/settings", Map.of("version", "1", "setting.least", "9")).status())
                .as("nobody's values are taken away unseen")
                .isEqualTo(409);
        Map<String, String> theirs = Map.of("version", "1", "conflictVersion", "2", "setting.least", "9", "resolution", "theirs");
        assertThat(admin.post(address + "/settings", theirs).status()).isEqualTo(303);
        assertThat(admin.get(address).body()).contains("Admin Testsson", "value=\"5\"");
        Map<String, String> mine = Map.of("version", "1", "conflictVersion", "2", "setting.least", "9", "resolution", "mine");
        assertThat(admin.post(address + "/settings", mine).status()).isEqualTo(303);
        assertThat(admin.get(address).body()).contains("value=\"9\"");
        assertThat(admin.get(address).body())
                .as("what became of each setting")
                .containsSubsequence("<dt>Minst antal</dt>", "<del>", "5</del>", "9</ins>", "<dt>Minst antal</dt>", "3</del>", "5</ins>")
                .doesNotContain("{&quot;");
        Map<String, String> loud = Map.of("version", "3", "setting.least", "9", "setting.loud", "true", "setting.word", "Hej <b>å</b>");
        assertThat(admin.post(address + "/settings", loud).status()).isEqualTo(303);
        assertThat(settings().path("loud").asString()).isEqualTo("true");
        assertThat(settings().path("word").asString()).isEqualTo("Hej <b>å</b>");
        assertThat(admin.get(address).body()).contains("value=\"Hej &lt;b&gt;å&lt;/b&gt;\"").doesNotContain("<b>å</b>");
        Map<String, String> odd = Map.of("version", "4", "setting.least", "9", "setting.loud", "kanske", "setting.word", "x".repeat(501));
        TestClient.Answer refused = admin.post(address + "/settings", odd);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Hälsning: ", "x".repeat(501));
        admin.post(address + "/disable", Map.of());
        assertThat(admin.get(address).body()).as("also when it is off").contains("<dt>Minst antal</dt>");
        assertThat(admin.get(address + "/erase").body()).as("what is erased is named").contains("Inställningar</th>");
    }

    /** What the plugin itself reads. */
    private JsonNode settings() {
        return principal.get("/modules/notes/" + samsyn.school().id()).json();
    }

    @Test
    void tellsWhatIsTurnedOnAtTheNextStartWhenItRunsWithoutPlugins() throws IOException {
        Path folder = Files.createTempDirectory("samsyn-plugins");
        notes().writeTo(folder.resolve("plugins"));
        try (TestSamsyn without = TestSamsyn.inSafeMode(folder)) {
            without.user("admin", Role.ADMINISTRATOR, without.municipality());
            TestClient there = without.signIn("admin");
            assertThat(there.get("/settings/modules").body()).contains("Slå på", "/enable\"");
            there.post("/settings/modules/notes/enable", Map.of());
            assertThat(there.get("/settings/modules").body())
                    .contains("slås på vid nästa vanliga start.", "Slås på vid nästa vanliga start", "Låt vara av")
                    .doesNotContain("är på.", "/enable\"");
            assertThat(there.get("/modules/notes").body())
                    .contains("Samsyn är startat utan tillägg")
                    .doesNotContain("Du kan slå på det");
        }
    }

    @Test
    void nothingOfAPluginStaysInMemoryOnceItIsOff() {
        turn("notes", "enable");
        principal.get("/modules/notes");
        principal.post("/modules/notes", Map.of("text", "hej"));
        principal.get("/modules/notes/" + samsyn.school().id());
        principal.get("/modules/notes/panels/0/" + samsyn.school().id());
        principal.get("/modules/notes/panels/0/" + samsyn.school().id(), "HX-Request", "true");
        admin.get("/settings/modules/notes");
        turn("hostile", "enable");
        for (String path : List.of("exception", "error", "template", "json", "file", "input")) {
            principal.get("/modules/hostile/" + path);
        }
        WeakReference<ClassLoader> notes = classes("notes");
        WeakReference<ClassLoader> hostile = classes("hostile");
        assertThat(notes.get()).isNotNull();
        turn("notes", "disable");
        turn("hostile", "disable");
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (notes.get() != null || hostile.get() != null) {
                System.gc();
            }
        });
    }

    private WeakReference<ClassLoader> classes(String id) {
        ActivePlugin plugin = samsyn.app().plugins().active(id).orElseThrow();
        return new WeakReference<>(plugin.definition().routes().get(0).handler().getClass().getClassLoader());
    }
}
