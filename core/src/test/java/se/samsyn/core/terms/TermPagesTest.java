package se.samsyn.core.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.plugin.PluginSource;

class TermPagesTest {

    private static final String PATH = "/settings/terms";
    private static final String ONE = PATH + "/text";
    private static final String HEADING = "organisation.navigation";

    private TestSamsyn samsyn;
    private TestClient admin;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createTempDirectory("samsyn-terms");
        PluginSource.of("notes")
                .define(
                        """
                        c.route(Route.get("/", Access.everyone(), r -> Response.page("page", Map.of())))
                         .endpoint(Route.get("/bad", Access.everyone(), r -> Response.problem(400, "bad", r.text("bad", 7))))
                         .messages("messages");
                        """)
                .messages("title=Anteckningar\nbad=Fel {0}\n")
                .resource("page.peb", "<h1>{{ t('title') }} – {{ t('organisation.navigation') }}</h1>")
                .writeTo(folder.resolve("plugins"));
        samsyn = TestSamsyn.start(folder);
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        admin = samsyn.signIn("admin");
        admin.post("/settings/modules/notes/enable", Map.of());
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private static String address(String source, String key) {
        return ONE + "?source=" + source + "&language=sv&key=" + key;
    }

    private Answer write(String source, String key, String text, int version) {
        return admin.post(
                ONE, Map.of("source", source, "language", "sv", "key", key, "text", text, "version", version));
    }

    private Answer reset(String source, String key, int version) {
        return admin.post(
                ONE + "/reset", Map.of("source", source, "language", "sv", "key", key, "version", version));
    }

    @Test
    void aTextIsFoundByItsWordsItsKeyItsLanguageAndItsPlugin() {
        assertThat(admin.get(PATH).body()).contains("1–50 av").contains("page=2");
        assertThat(admin.get(PATH + "?q=anteckningar").body()).contains("1 text").contains(">title<").contains("Tillägget notes");
        assertThat(admin.get(PATH + "?q=plugin.busy").body()).contains("1 text").contains("{0} har för mycket att göra");
        assertThat(admin.get(PATH + "?q=plugin.busy&language=en").body()).contains("too much to do");
        assertThat(admin.get(PATH + "?source=notes").body()).contains("2 texter").doesNotContain("plugin.busy");
        assertThat(admin.get(PATH + "?q=finnsinte").body()).contains("Inga texter");
        assertThat(admin.get(PATH + "?own=true").body()).contains("Ni har inga egna ord här");
        assertThat(admin.get(PATH + "?language=xx&page=9999&source=nej").status()).isEqualTo(200);
        String rows = admin.get(PATH + "?q=rektor").body().split("<tbody>")[1];
        assertThat(rows.substring(0, rows.indexOf("</tr>"))).as("what is exactly so comes first").contains(">Rektor</a>");
    }

    @Test
    void ownWordsHoldAtOnceOnPagesInPluginsAndInRest() {
        TestClient principal = samsyn.signIn("rektor", Role.PRINCIPAL);
        assertThat(principal.get("/units").body()).contains(">Organisation<");
        Answer saved = write("samsyn", HEADING, "Verksamheter", 0);
        assertThat(saved.location()).isEqualTo(address("samsyn", HEADING));
        assertThat(admin.follow(saved).body())
                .contains("Texten är sparad och gäller nu.")
                .contains("Admin Testsson</b> skrev en egen text: ”Verksamheter”");
        assertThat(principal.get("/units").body()).contains("Verksamheter").doesNotContain(">Organisation<");
        assertThat(principal.get("/modules/notes").body()).isEqualTo("<h1>Anteckningar – Verksamheter</h1>");

        write("notes", "title", "Lappar", 0);
        assertThat(admin.follow(write("notes", "bad", "Tokigt", 0)).body()).contains("Er text saknar {0}");
        assertThat(admin.follow(write("notes", "bad", "Tokigt ({0})", 1)).body()).doesNotContain("Er text saknar");
        write("samsyn", "web.error.notfound", "Hittades inte hos oss.", 0);
        assertThat(principal.get("/modules/notes").body()).isEqualTo("<h1>Lappar – Verksamheter</h1>");
        TestClient api = samsyn.api("rektor");
        assertThat(api.get("/api/v1/modules/notes/bad").json().get("detail").asString()).isEqualTo("Tokigt (7)");
        assertThat(api.get("/api/v1/units/999999").json().get("detail").asString()).isEqualTo("Hittades inte hos oss.");
        assertThat(admin.get(PATH + "?own=true").body()).contains("4 texter").contains("Lappar");
        assertThat(admin.get(PATH + "?q=lappar").body()).contains("1 text");

        assertThat(admin.follow(reset("samsyn", HEADING, 1)).body())
                .contains("Standardtexten gäller.")
                .contains("återställde standardtexten")
                .contains("Verksamheter</del>");
        assertThat(principal.get("/units").body()).contains(">Organisation<");
        assertThat(admin.follow(write("notes", "title", " Anteckningar ", 1)).body()).contains("Standardtexten gäller.");
        assertThat(admin.get(PATH + "?own=true").body()).contains("2 texter").doesNotContain("Lappar");
    }

    @Test
    void ownWordsOutliveTheServerAndTheirPluginsAbsence() {
        write("notes", "title", "Lappar", 0);
        write("samsyn", HEADING, "Verksamheter", 0);
        admin.post("/settings/modules/notes/disable", Map.of());
        assertThat(admin.get(address("notes", "title")).status()).isEqualTo(404);
        assertThat(write("notes", "title", "Annat", 1).status()).isEqualTo(404);
        admin.post("/settings/modules/notes/enable", Map.of());
        assertThat(admin.get("/modules/notes").body()).isEqualTo("<h1>Lappar – Verksamheter</h1>");
        assertThat(new TermRepository(samsyn.app().database().jdbi()).all())
                .containsEntry("notes", Map.of(java.util.Locale.forLanguageTag("sv"), Map.of("title", "Lappar")));
    }

    @Test
    void whenAPluginsDataAreErasedItsOwnWordsGoAlong() {
        write("notes", "title", "Lappar", 0);
        write("samsyn", HEADING, "Verksamheter", 0);
        admin.post("/settings/modules/notes/disable", Map.of());
        String erase = "/settings/modules/notes/erase";
        assertThat(admin.get(erase).body()).contains("Egna ord i stället för dess texter");
        assertThat(admin.post(erase, Map.of("name", "Tillägget notes")).status()).isEqualTo(303);
        admin.post("/settings/modules/notes/enable", Map.of());
        assertThat(admin.get("/modules/notes").body()).isEqualTo("<h1>Anteckningar – Verksamheter</h1>");
        assertThat(samsyn.rows("select state from entity_version where entity = 'term' and state like '%Lappar%'")).isEmpty();
        assertThat(admin.follow(write("notes", "title", "Blad", 2)).body()).contains("gäller nu");
    }

    @Test
    void whatIsWrongIsSaidAndWhatWasTypedIsKept() {
        Answer answer = write("notes", "bad", "Fel {1} <b>\"", 0);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Texten har {1}, som inte finns i standardtexten. Den fylls bara i med {0}.")
                .contains("Fel {1} &lt;b&gt;");
        assertThat(write("samsyn", HEADING, "x".repeat(101), 0).body()).contains("högst 100 tecken");
        assertThat(write("samsyn", HEADING, "", 0).status()).isEqualTo(422);
        assertThat(samsyn.rows("select * from term")).isEmpty();
        write("samsyn", HEADING, "<script>alert(1)</script>", 0);
        assertThat(admin.get("/units").body()).doesNotContain("<script>alert(1)").contains("&lt;script&gt;alert(1)");
    }

    @Test
    void whoeverComesSecondIsToldAndLosesNothing() {
        write("samsyn", HEADING, "Verksamheter", 0);
        Answer stale = write("samsyn", HEADING, "Enheterna", 0);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body())
                .contains("Admin Testsson har ändrat sedan du öppnade sidan")
                .contains("Enheterna</textarea>")
                .contains("skrev en egen text: ”Verksamheter”")
                .contains("name=\"version\" value=\"1\"");
        assertThat(reset("samsyn", HEADING, 0).status()).isEqualTo(409);
        assertThat(write("samsyn", HEADING, "Enheterna", 1).status()).isEqualTo(303);
        assertThat(samsyn.rows("select text, version from term"))
                .containsExactly(Map.of("text", "Enheterna", "version", 2));
    }

    @Test
    void othersAreLetNeitherSeeNorChangeThem() {
        TestClient principal = samsyn.signIn("rektor", Role.PRINCIPAL);
        samsyn.user("lokal", Role.ADMINISTRATOR, samsyn.school());
        TestClient ofOneSchool = samsyn.signIn("lokal");
        for (TestClient client : new TestClient[] {principal, ofOneSchool}) {
            assertThat(client.get(PATH).status()).isEqualTo(403);
            assertThat(client.get(address("samsyn", HEADING)).status()).isEqualTo(403);
            Map<String, ?> form =
                    Map.of("source", "samsyn", "language", "sv", "key", HEADING, "text", "Mitt", "version", 0);
            assertThat(client.post(ONE, form).status()).isEqualTo(403);
            assertThat(client.post(ONE + "/reset", form).status()).isEqualTo(403);
        }
        assertThat(samsyn.client().get(PATH).location()).startsWith("/login");
        assertThat(admin.postWithoutToken(ONE, Map.of()).status()).isEqualTo(403);
        assertThat(admin.get(ONE).status()).isEqualTo(404);
        assertThat(admin.get(address("samsyn", "no.such.key")).status()).isEqualTo(404);
        assertThat(write("samsyn", "no.such.key", "x", 0).status()).isEqualTo(404);
        assertThat(samsyn.rows("select * from term")).isEmpty();
    }
}
