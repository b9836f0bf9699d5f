package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.ContributionList;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;

/** What is told of a plugin before it is put in or turned on. */
class PluginStagedPagesTest {

    @TempDir
    Path elsewhere;

    private TestSamsyn samsyn;
    private TestClient admin;

    @BeforeEach
    void start() {
        samsyn = TestSamsyn.start();
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        admin = samsyn.signIn("admin");
    }

    @AfterEach
    void stop() {
        samsyn.close();
    }

    private static PluginSource notes(String version) {
        return PluginInstallPagesTest.notes(version);
    }

    private TestClient.Answer upload(PluginSource source) {
        return PluginInstallPagesTest.upload(admin, elsewhere, source);
    }

    private TestClient.Answer install(PluginSource source) {
        return admin.post(upload(source).location(), Map.of());
    }

    @Test
    void whatItAddsIsShownBeforeItIsTurnedOnAsItsJarTellsIt() {
        String told = "permissions read\nroutes GET /slow everyone\nroutes GET / read\nroutes POST / read\njobs <b>nightly</b>\n";
        TestClient.Answer staged = upload(notes("1.0.0").resource(ContributionList.FILE, told));
        String[] shown = {"GET /modules/notes/slow", "Öppen utan inloggning", "&lt;b&gt;nightly", "Adresser (3)", "går det inte att slå på"};
        assertThat(admin.get(staged.location()).body()).contains(shown).contains("Läsa &lt;i&gt;anteckningar");
        String off = admin.follow(admin.post(staged.location(), Map.of())).body();
        assertThat(off).contains(shown).contains("lägger till när det är på");
        assertThat(admin.follow(admin.post("/settings/modules/notes/enable", Map.of())).body())
                .containsSubsequence("s-flash", "data-color=\"danger\"", "gick inte att slå på")
                .contains("inte berättar om: routes GET /slow read", "Låt vara av")
                .doesNotContain("data-color=\"success\" role=\"status\"", "Tillägget är av", "Stäng av");
    }

    @Test
    void whatItNeedsAndIsNotThereIsSaidBeforeItIsPutIn() {
        PluginSource asker = PluginSource.of("asker").needs("notes >=1.0.0 & <2.0.0, other >=0.3.0");
        String page = admin.get(upload(asker).location()).body();
        assertThat(page)
                .contains("Går att lägga in men inte att slå på än")
                .contains("Tillägget notes (&gt;=1.0.0 &amp; &lt;2.0.0) behövs och finns inte här", "Tillägget other (&gt;=0.3.0)");
        install(notes("1.0.0"));
        assertThat(admin.get(upload(asker).location()).body()).contains(
                "Tillägget Tillägget notes (notes) behövs och är inte på", "<dd>Tillägget notes (notes) &gt;=1.0.0 &amp; &lt;2.0.0<br>other &gt;=0.3.0</dd>");
        admin.post("/settings/modules/notes/enable", Map.of());
        assertThat(admin.get(upload(asker).location()).body())
                .contains("Tillägget other")
                .doesNotContain("Tillägget notes (notes) behövs");

        admin.post(upload(PluginSource.of("asker").needs("notes >=1.0.0 & <2.0.0")).location(), Map.of());
        admin.post("/settings/modules/asker/enable", Map.of());
        assertThat(admin.get(upload(notes("2.0.0")).location()).body())
                .contains("Går inte att ta i bruk än", "Tillägget asker (asker) behöver Tillägget notes (notes) i version");
        assertThat(admin.get("/settings/modules/asker").body()).contains("<dd>Tillägget notes (notes) &gt;=1.0.0 &amp; &lt;2.0.0</dd>");
        assertThat(admin.post("/settings/modules/notes/disable", Map.of()).body())
                .contains("Tillägget notes (notes) behövs av Tillägget asker (asker)");
    }

    @Test
    void whatANewerVersionAddsAndLeavesOutIsShown() {
        String told = "permissions read\nroutes GET /slow read\nroutes GET / read\nroutes POST / read\n";
        install(notes("1.0.0").resource(ContributionList.FILE, told));
        String same = admin.get(upload(notes("1.0.1").resource(ContributionList.FILE, told)).location()).body();
        assertThat(same).contains("Skillnaden mot version 1.0.0", "lägger till detsamma");
        admin.post("/settings/modules/notes/enable", Map.of());
        String page = admin.get(upload(notes("2.0.0")
                                .messages("permission.read=Läsa <i>anteckningar</i>\npermission.edit=Ändra <i>dem</i>\n")
                                .resource(ContributionList.FILE, """
                                        permissions read
                                        permissions edit
                                        routes GET / everyone
                                        routes POST / signed-in
                                        routes GET /all everyone
                                        jobs nightly
                                        """))
                        .location())
                .body();
        String difference = page.substring(page.indexOf("h-differs"), page.indexOf("h-adds"));
        assertThat(difference)
                .containsSubsequence(
                        "Behörigheter", "Nytt", "Ändra &lt;i&gt;dem",
                        "Adresser", "Nytt", "GET /modules/notes/all – Öppen utan inloggning",
                        "Ändrat", "GET /modules/notes: öppen för alla, även utan inloggning. Tidigare för dem som har behörigheten ”Läsa &lt;i&gt;",
                        "Ändrat", "POST /modules/notes: öppen för alla som är inloggade. Tidigare för dem",
                        "Försvinner", "GET /modules/notes/slow",
                        "Jobb", "Nytt", "nightly")
                .doesNotContain("Försvinner</span> GET /modules/notes<", "detsamma");
        String more = admin.get(upload(notes("1.1.0")
                                .migration("V2__b.sql", "create table p_notes_b (id ${key});")
                                .resource(ContributionList.FILE, told))
                        .location())
                .body();
        assertThat(more.substring(more.indexOf("h-differs"), more.indexOf("h-adds")))
                .containsSubsequence("Tabeller i databasen", "Nytt", "p_notes_b", "Ändringar i databasen", "Nytt", "V2__b.sql")
                .doesNotContain("detsamma", "p_notes_a", "V1__a.sql");
        String untold = admin.get(upload(notes("2.0.1")).location()).body();
        assertThat(untold).contains("Bara behörigheter och inställningar går att jämföra").doesNotContain("Försvinner");
    }

    @Test
    void whatOneAddedThatTellsNothingIsRememberedForWhenItIsOff() {
        String new1 = admin.follow(install(notes("1.0.0"))).body();
        assertThat(new1).contains("Filen är byggd utan listan", "Läsa &lt;i&gt;anteckningar").doesNotContain("/modules/notes/slow");
        admin.post("/settings/modules/notes/enable", Map.of());
        admin.post("/settings/modules/notes/disable", Map.of());
        assertThat(admin.get("/settings/modules/notes").body())
                .contains("när det senast var på, i version 1.0.0", "GET /modules/notes/slow", "Läsa &lt;i&gt;anteckningar");
    }
}
