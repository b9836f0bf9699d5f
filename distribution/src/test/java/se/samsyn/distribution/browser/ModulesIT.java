package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.ContributionList;
import se.samsyn.core.plugin.PluginSource;

/** What an administrator makes of Samsyn: a plugin comes and goes, and texts are put into the municipality's own words. */
class ModulesIT {

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    @TempDir
    Path folder;

    private static PluginSource notes(String version) {
        return PluginSource.of("notes")
                .version(version)
                .define(
                        """
                        c.permission(Permission.named("read").onOwnUnits(Role.ADMINISTRATOR))
                         .route(Route.get("/", Access.permission("read"), r -> Response.page("page", Map.of())))
                         .navigation(new NavigationEntry("nav", "puzzle", "/", "read"))
                         .setting(new Setting("least", Setting.Type.INTEGER, "3"))
                         .messages("messages").migrations("db");
                        """)
                .messages("nav=Anteckningar\npermission.read=Läsa anteckningar\nsetting.least=Minst antal\nsetting.least.help=Så många behövs\n")
                .migration("V1__a.sql", "create table p_notes_note (id ${key}); insert into p_notes_note (id) values (1);")
                .resource(
                        ContributionList.FILE,
                        "permissions read\nroutes GET / read\nroutes GET /feed everyone\nnavigation /\nsettings least\njobs tidy\n")
                .resource("page.peb", "{% extends \"se/samsyn/core/web/layout\" %}{% block title %}Anteckningar{% endblock %}{% block content %}<h1>Anteckningar " + version + "</h1>{% endblock %}");
    }

    @Test
    void comesAndGoesWhileSamsynIsUsed() {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("admin").go("/settings/modules").wellMade("modules");
            visit.follow("Lägg in ett tillägg");
            bring(visit, notes("1.0.0"), "modules-new");
            visit.press("Lägg in").wellMade("modules-installed");
            visit.page().locator("main form[action$='/notes/enable'] button").click();
            visit.go("/modules/notes").wellMade("modules-in-use");
            assertThat(visit.heading().innerText()).isEqualTo("Anteckningar 1.0.0");

            isTurnedOffAndOnByKeyboardAlone(visit);
            visit.turn(Browser.View.PHONE).go("/settings/modules/install").press("Granska").wellMade("modules-no-file");
            bring(visit, notes("1.1.0"), "modules-newer");
            visit.press("Byt version").wellMade("modules-replaced");
            assertThat(visit.text()).contains("Tillägget notes 1.1.0 är på.");
            assertThat(visit.go("/modules/notes").heading().innerText()).isEqualTo("Anteckningar 1.1.0");

            visit.go("/settings/modules/notes").pressAndConfirm("Ta bort").wellMade("modules-removed");
            visit.follow("Radera data från Tillägget notes").wellMade("modules-erase");
            visit.fill("name", "notes").press("Radera").wellMade("modules-erase-error");
            visit.fill("name", "Tillägget notes").press("Radera").wellMade("modules-erased");
            assertThat(visit.text()).contains("Data från Tillägget notes är raderade.");
        }
    }

    private static void isTurnedOffAndOnByKeyboardAlone(Visit visit) {
        Locator off = visit.go("/settings/modules").page().locator("form[action$='/notes/disable'] button");
        off.press("Enter");
        assertThat(visit.page().locator("#s-confirm").innerText())
                .contains("Stäng av Tillägget notes?", "Under tiden finns inte: dess sidor", "Inget raderas");
        visit.page().keyboard().press("Escape");
        assertThat(off.evaluate("button => button === document.activeElement")).as("one is where one was").isEqualTo(true);
        off.press("Enter");
        visit.page().waitForNavigation(() -> visit.page().locator("#s-confirm [value=yes]").press("Enter"));
        visit.go("/modules/notes").wellMade("modules-off");
        visit.turn(Browser.View.PHONE).wellMade("modules-off");
        assertThat(visit.text()).contains("Tillägget Tillägget notes är avstängt just nu", "Du kan slå på det");
        visit.follow("Visa tillägget").wellMade("modules-off-shown");
        assertThat(visit.text()).contains("Lägger till", "Adresser (2)");
        Locator on = visit.page().locator("main form[action$='/notes/enable'] button");
        visit.page().waitForNavigation(() -> on.press("Enter"));
        visit.turn(Browser.View.WIDE).go("/modules/notes").wellMade("modules-on-again");
    }

    @Test
    void saysWhatTheMunicipalitySays() {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("admin").go("/settings").follow("Ord och begrepp").wellMade("terms");
            visit.fill("q", "har för mycket att göra").press("Sök").wellMade("terms-found");
            visit.follow("Tillägget {0} har").wellMade("terms-text");
            visit.fill("text", "Modulen {1} hinner inte").press("Spara").wellMade("terms-error");
            assertThat(visit.text()).contains("Texten har {1}, som inte finns i standardtexten.");
            visit.turn(Browser.View.PHONE).wellMade("terms-error");
            visit.fill("text", "Modulen {0} hinner inte.").press("Spara").wellMade("terms-saved");

            visit.go("/settings/terms?q=plugin.navigation.title").follow("Tillägg");
            visit.fill("text", "Moduler").press("Spara");
            visit.go("/settings/terms?own=true").wellMade("terms-own");
            visit.turn(Browser.View.WIDE).wellMade("terms-own");
            assertThat(visit.text()).contains("2 texter", "Modulen {0} hinner inte.", "Moduler");
            visit.follow("Tillägg").pressAndConfirm("Återställ standardtexten").wellMade("terms-reset");
            assertThat(visit.text()).contains("Standardtexten gäller.", "återställde standardtexten");
        }
    }

    private void bring(Visit visit, PluginSource plugin, String picture) {
        Locator file = visit.page().locator("main input[type=file]");
        file.setInputFiles(plugin.writeTo(folder));
        visit.press("Granska").wellMade(picture);
        assertThat(visit.text()).contains("Läsa anteckningar", "Minst antal", "p_notes_note", "Adresser (2)", "I menyn (1)", "Jobb (1)");
        visit.page().locator("main summary").first().click();
        assertThat(visit.text()).contains("GET /modules/notes/feed", "Öppen utan inloggning");
    }
}
