package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.samsyn.testkit.ServerProcess;

/** A jar on an empty folder, until its administrator has signed in. */
class SetUpIT {

    private static final String PASSWORD = "korrekt häst batteri";
    private static final Duration DEMO_PATIENCE = Duration.ofMinutes(5);

    @RegisterExtension
    static final SharedBrowser browser = new SharedBrowser();

    @TempDir
    private Path folder;

    private ServerProcess server;

    @BeforeEach
    void start() {
        server = ServerProcess.start(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void theWizardLeadsToAMunicipality(Browser.View view) {
        try (Visit visit = browser.visit(server.url(), view)) {
            visit.go("/login").wellMade("setup-closed");
            walk(visit, "EMPTY", Visit::wellMade);
            assertThat(visit.page().url()).doesNotContain("/setup");
            visit.wellMade("setup-done");
            assertThat(visit.text()).contains("Provköping");
        }
        try (Visit visit = browser.visit(server.url(), view)) {
            visit.page().navigate(server.toldAddress());
            assertThat(visit.text()).as("a token that has been used").contains("redan uppsatt");
            visit.go("/login").wellMade("login");
            visit.signIn("ada", "fel lösenord, men långt").wellMade("login-refused");
            visit.signIn("ada", PASSWORD);
            assertThat(visit.page().url()).doesNotContain("/login");
            visit.go("/no/such/page").wellMade("not-found");
        }
    }

    @Test
    void noScriptIsNeeded() {
        try (Visit visit = browser.visitWithoutScript(server.url(), Browser.View.PHONE)) {
            walk(visit, "EMPTY", Visit::wellMade);
            assertThat(visit.page().url()).doesNotContain("/setup");
        }
    }

    @Test
    void itLeadsOnToTheImport() {
        try (Visit visit = browser.visit(server.url(), Browser.View.PHONE)) {
            walk(visit, "IMPORT", Visit::sound);
            assertThat(visit.page().url()).endsWith("/imports");
            visit.wellMade("setup-import");
            assertThat(visit.text()).contains("Skolenhetsregistret");
        }
    }

    @Test
    void itMakesTheDemoMunicipality() {
        try (Visit visit = browser.visit(server.url(), Browser.View.WIDE)) {
            visit.page().setDefaultTimeout(DEMO_PATIENCE.toMillis());
            walk(visit, "DEMO", Visit::sound);
            visit.page().waitForURL(url -> !url.contains("/setup"));
            visit.wellMade("setup-demo");
            assertThat(visit.text()).contains("Ada Admin", "Lindvik");
        }
        try (Visit visit = browser.visit(server.url(), Browser.View.WIDE)) {
            visit.signInAsDemoPerson("rektor").wellMade("setup-demo-principal");
        }
    }

    /** @param look how closely each page is looked at */
    private void walk(Visit visit, String beginning, BiFunction<Visit, String, Visit> look) {
        assertThat(server.output().lines().filter(line -> line.contains("http")))
                .as("the one address")
                .hasSize(1);
        visit.page().navigate(server.toldAddress());
        look.apply(visit, "setup-language").choose("locale", "sv").press("Fortsätt");
        visit.fill("name", "").press("Fortsätt");
        look.apply(visit, "setup-municipality-error");
        visit.fill("name", "Provköpings kommun").press("Fortsätt");
        look.apply(visit, "setup-administrator");
        visit.fill("name", "Ada Admin").fill("username", "ada").fill("password", "kort").press("Fortsätt");
        look.apply(visit, "setup-administrator-error");
        assertThat(visit.page().locator("[name=name]").inputValue()).as("what was typed is kept").isEqualTo("Ada Admin");
        visit.fill("password", PASSWORD).press("Fortsätt");
        look.apply(visit, "setup-levels").choose("calendar", "SCHOOL_YEAR").press("Fortsätt");
        look.apply(visit, "setup-modules").press("Fortsätt");
        look.apply(visit, "setup-beginning").choose("beginning", beginning).press("Fortsätt");
        look.apply(visit, "setup-check").press("Gör klart");
    }
}
