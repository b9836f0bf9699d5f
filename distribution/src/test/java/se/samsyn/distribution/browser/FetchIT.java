package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.access.Role;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.fetch.ReplayServer;
import se.samsyn.core.organisation.MunicipalityDetails;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserDetails;
import se.samsyn.core.settings.Settings;
import se.samsyn.testkit.ServerProcess;

/** An administrator fetches figures from Kolada, as it has answered, and sees what became of them. */
class FetchIT {

    private static final String CARD = "#source-kolada";

    @RegisterExtension
    static final SharedBrowser browser = new SharedBrowser();

    @TempDir
    private Path folder;

    private ReplayServer kolada;
    private ServerProcess server;
    private String session;

    @BeforeEach
    void start() {
        kolada = ReplayServer.start();
        try (Samsyn samsyn = Samsyn.open(Settings.of(folder.resolve("data")), Clock.systemUTC())) {
            CurrentUser system = samsyn.access().system("test");
            samsyn.organisation().municipality().update(system, new MunicipalityDetails("Arboga", "#14507a", "sv", 0));
            Unit top = samsyn.organisation()
                    .unitService()
                    .create(system, UnitDetails.own(null, UnitKind.MUNICIPALITY, "Arboga kommun"));
            User admin = samsyn.people().userService().create(system, new UserDetails("admin", "Ada Admin", null, "sv"));
            samsyn.people().roleService().give(system, admin.id(), Role.ADMINISTRATOR, top.id(), null, null);
            session = samsyn.people().sessions().open(admin);
        }
        server = ServerProcess.start(
                folder.resolve("data"), "--kolada-address", kolada.koladaAddress(), "--skolverket-address", kolada.skolverket());
    }

    @AfterEach
    void stop() {
        server.close();
        kolada.close();
    }

    @Test
    void fromTheCatalogueToWhatWasRevised() {
        try (Visit visit = browser.visit(server.url(), Browser.View.WIDE)) {
            visit.page().context().addCookies(List.of(new Cookie("samsyn_session", session).setUrl(server.url())));
            visit.go("/indicators/catalogue").follow("Hämta katalogen från Kolada");
            kolada.next(kolada.silence());
            fetch(visit);
            shows(visit, "Hämtar katalogen över nyckeltal.");
            visit.wellMade("fetch-running");
            visit.page().locator(CARD + " form[action$='/cancel'] button").click();
            shows(visit, "Avbruten");

            kolada.next(ReplayServer.refusal(410));
            fetch(visit);
            shows(visit, "har stängt den här adressen (410)");
            visit.wellMade("fetch-failed");

            fetchToTheEnd(visit);
            shows(visit, "Klar");
            visit.go("/indicators/new?source=kolada&code=N00300").press("Spara");
            visit.go("/fetch");
            fetchToTheEnd(visit);
            shows(visit, "Värden för ett nyckeltal");
            kolada.revise("N00300 1984 2024", 61.5);
            kolada.remove("N00300 1885 2024");
            fetchToTheEnd(visit);
            visit.page().locator(CARD + " form[action$='/nightly'] button").click();
            visit.wellMade("fetch").turn(Browser.View.PHONE).wellMade("fetch");
            visit.page().locator(CARD + " tbody th a").first().click();
            assertThat(visit.text()).contains("Tillbakadragen", "Källan har dragit tillbaka uppgiften.", "Källa: Kolada");
            visit.wellMade("fetch-run").turn(Browser.View.WIDE).wellMade("fetch-run");
            visit.go("/fetch/kolada/runs").wellMade("fetch-runs");
        }
    }

    private static void fetch(Visit visit) {
        visit.page().locator(CARD + " form[action$='/run'] button").first().click();
    }

    private static void fetchToTheEnd(Visit visit) {
        fetch(visit);
        PlaywrightAssertions.assertThat(visit.page().locator(CARD + " form[action$='/cancel']"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(15_000));
    }

    private static LocatorAssertions.ContainsTextOptions within() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(15_000);
    }

    private static void shows(Visit visit, String text) {
        PlaywrightAssertions.assertThat(visit.page().locator(CARD)).containsText(text, within());
    }
}
