package se.samsyn.distribution.browser;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of page of the demo municipality, as each of its people is shown it. */
@TestInstance(Lifecycle.PER_CLASS)
class DemoPagesIT {

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    /** What one of them has looked at closely the next need not. */
    private final Set<String> examined = new HashSet<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "forvaltningschef",
                "kvalitetsutvecklare",
                "rektor",
                "forskolerektor",
                "larare",
                "lasare"
            })
    void areWellMade(String username) {
        try (Visit visit = demo.visit(Browser.View.PHONE)) {
            visit.signInAsDemoPerson(username);
            new Crawl(visit, username, examined).walk();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "rektor"})
    void areWellMadeInEnglish(String username) {
        try (Visit visit = demo.visit(Browser.View.PHONE)) {
            visit.signInAsDemoPerson(username).go("/account");
            visit.page().locator("main [name=locale]").selectOption("en");
            visit.page().locator("form[action='/account/language'] button").click();
            new Crawl(visit, username + "-english", examined).walk();
        }
    }
}
