package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.samsyn.api.access.Role;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.organisation.MunicipalityDetails;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserDetails;
import se.samsyn.core.settings.Settings;
import se.samsyn.testkit.ServerProcess;

/** An administrator takes real files in, with a real browser. */
class ImportIT {

    private static final Path FILES = Path.of("../core/src/test/resources/se/samsyn/core/imports");

    @RegisterExtension
    static final SharedBrowser browser = new SharedBrowser();

    @TempDir
    private Path folder;

    private ServerProcess server;
    private String session;

    @BeforeEach
    void start() {
        try (Samsyn samsyn = Samsyn.open(Settings.of(folder.resolve("data")), Clock.systemUTC())) {
            CurrentUser system = samsyn.access().system("test");
            samsyn.organisation().municipality().update(system, new MunicipalityDetails("Ronneby", "#14507a", "sv", 0));
            Unit top = samsyn.organisation()
                    .unitService()
                    .create(system, UnitDetails.own(null, UnitKind.MUNICIPALITY, "Ronneby kommun"));
            User admin = samsyn.people().userService().create(system, new UserDetails("admin", "Ada Admin", null, "sv"));
            samsyn.people().roleService().give(system, admin.id(), Role.ADMINISTRATOR, top.id(), null, null);
            session = samsyn.people().sessions().open(admin);
        }
        server = ServerProcess.start(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Visit signedIn(Visit visit) {
        visit.page().context().addCookies(List.of(new Cookie("samsyn_session", session).setUrl(server.url())));
        return visit;
    }

    @ParameterizedTest
    @EnumSource
    void theSchoolsOfTheRegisterAndTheirGrades(Browser.View view) {
        try (Visit visit = signedIn(browser.visit(server.url(), view))) {
            visit.go("/imports").wellMade("imports");
            visit.follow("Skolenhetsregistret").wellMade("import-form");
            visit.press("Förhandsgranska").wellMade("import-form-error");
            visit.page()
                    .locator("input[type=file]")
                    .setInputFiles(FILES.resolve("skolverket/skolenhetsregistret_2020-06_grundskola.csv"));
            visit.page().locator("input[name=municipality]").fill("1081");
            visit.press("Förhandsgranska");
            visit.page().waitForURL("**/imports/*");
            visit.go(visit.page().url() + "?state=created").wellMade("import-preview");
            visit.press("Genomför").wellMade("import-done");
            assertThat(visit.text()).contains("Importen är genomförd: 123 nya, 1 ändrade.");

            visit.go("/imports/new/skolverket-grade9");
            visit.page()
                    .locator("input[type=file]")
                    .setInputFiles(FILES.resolve("skolverket/slutbetyg_ak9_2025_skolenhet_urval.csv"));
            visit.press("Förhandsgranska");
            visit.page().waitForURL("**/imports/*");
            visit.wellMade("import-preview-offers");
        }
    }

    @Test
    void withoutScriptTheSame() {
        try (Visit visit = signedIn(browser.visitWithoutScript(server.url(), Browser.View.PHONE))) {
            visit.go("/imports/new/users");
            visit.page().locator("input[type=file]").setInputFiles(new com.microsoft.playwright.options.FilePayload(
                    "people.csv",
                    "text/csv",
                    "username;name;role;unit\nmaja;Maja Å;rektor;Ronneby kommun\nbo;Bo;kung;Ronneby kommun\n"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            visit.press("Förhandsgranska");
            visit.page().waitForURL("**/imports/*");
            visit.wellMade("import-preview");
            assertThat(visit.text()).contains("”kung” är ingen roll.");
            visit.press("Genomför");
            assertThat(visit.text()).contains("Importen är genomförd: 1 nya, 0 ändrade.");
        }
    }
}
