package se.samsyn.distribution.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How people come into the demo municipality, get roles and stand in for one another. */
class PeopleIT {

    private static final String PASSWORD = "grön cykel mot vinden";

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    @Test
    void someoneWithTwoRolesComesInByALink() {
        String link;
        try (Visit visit = demo.visit(Browser.View.PHONE)) {
            visit.signInAsDemoPerson("admin").go("/people/new");
            visit.fill("username", "siv.ny").press("Spara").wellMade("person-new-error");
            assertThat(visit.page().locator("[name=username]").inputValue()).as("kept").isEqualTo("siv.ny");
            visit.fill("name", "Siv Ny").press("Spara");
            give(visit, "Rektor", "Strandskolan");
            give(visit, "Läsare", "Barn- och utbildningsförvaltningen");
            visit.press("Skapa engångslänk").wellMade("person-link");
            link = visit.page().locator("#link").innerText();
        }
        try (Visit visit = demo.visit(Browser.View.PHONE)) {
            visit.go(link).wellMade("welcome");
            visit.fill("password", PASSWORD).fill("again", "något annat").press("Spara och logga in");
            visit.wellMade("welcome-error");
            visit.fill("password", PASSWORD).fill("again", PASSWORD).press("Spara och logga in");
            visit.wellMade("welcome-done");
            assertThat(visit.go("/account").text())
                    .contains("Rektor, Strandskolan", "Läsare, Barn- och utbildningsförvaltningen");
        }
        try (Visit visit = demo.visit(Browser.View.PHONE)) {
            visit.go(link).wellMade("welcome-used");
            assertThat(visit.text()).contains("Länken är redan använd.");
            visit.signIn("siv.ny", PASSWORD);
            assertThat(visit.page().url()).doesNotContain("/login");
        }
    }

    private static void give(Visit visit, String role, String unit) {
        visit.select("role", role).select("unit", unit).press("Ge en roll");
        visit.wellMade("person-role");
        assertThat(visit.text()).contains("Rollen är given.", role + ", " + unit);
    }

    @Test
    void aFileBringsTheRowsThatAreRight() {
        String file = "username;name;role;unit\n"
                + "ture.test;Ture Test;rektor;Dalskolan\n"
                + "ulla.test;Ulla Test;läsare;Dalskolan\n"
                + "kung.test;Kung Test;kung;Dalskolan\n";
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("admin").go("/imports/new/users");
            visit.page()
                    .locator("input[type=file]")
                    .setInputFiles(new FilePayload("personer.csv", "text/csv", file.getBytes(UTF_8)));
            visit.press("Förhandsgranska");
            visit.page().waitForURL("**/imports/*");
            visit.wellMade("people-preview");
            assertThat(visit.text()).contains("”kung” är ingen roll.");
            assertThat(visit.go("/people?q=ture.test").text()).as("not before it is carried out").contains("Ingen passar");
            visit.page().goBack();
            visit.press("Genomför").wellMade("people-imported");
            assertThat(visit.go("/people?q=.test").text())
                    .contains("Ture Test", "Rektor, Dalskolan", "Ulla Test", "Läsare, Dalskolan")
                    .doesNotContain("Kung Test");
        }
    }

    @Test
    void aDeputyActsForThePrincipal() {
        try (Visit deputy = demo.visit(Browser.View.WIDE)) {
            deputy.signInAsDemoPerson("larare");
            assertThat(deputy.go("/my-page").links()).as("nothing to follow up yet").noneMatch(PeopleIT::isFollowUp);
            lend();
            String followUp = deputy.go("/my-page").links().stream()
                    .filter(PeopleIT::isFollowUp)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("The deputy has nothing to follow up"));
            deputy.go(followUp);
            deputy.page().locator("main .s-tasks a[href*='/goals/']").first().click();
            String address = deputy.page().url();
            deputy.choose("status", "ON_TRACK").choose("trend", "SAME").fill("comment", "Skrivet av ersättaren.");
            deputy.page().locator("main button[name=then][value=list]").click();
            deputy.go(address).wellMade("deputy");
            assertThat(deputy.text()).contains("Johan Ek för Maria Lindqvist");
        }
    }

    private static boolean isFollowUp(String link) {
        return link.matches("/followups/\\d+");
    }

    /** The principal lends the role for two weeks. */
    private static void lend() {
        try (Visit visit = demo.visit(Browser.View.PHONE)) {
            visit.signInAsDemoPerson("rektor").go("/account").follow("Låt någon ersätta");
            visit.wellMade("delegate");
            visit.fill("q", "larare").press("Visa").wellMade("delegate-found");
            visit.press("Låt någon ersätta").wellMade("delegate-error");
            LocalDate today = LocalDate.now(Browser.ZONE);
            visit.page().getByLabel("Johan Ek").check();
            visit.fill("validFrom", today.toString()).fill("validTo", today.plusDays(14).toString());
            visit.press("Låt någon ersätta").wellMade("delegate-done");
            assertThat(visit.text()).contains("Ersätts av Johan Ek");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/people", "/people/new", "/settings", "/settings/modules", "/settings/mail", "/imports", "/plan-types"})
    void aReaderIsRefused(String address) {
        try (Visit visit = demo.visit(Browser.View.PHONE)) {
            visit.signInAsDemoPerson("lasare");
            assertThat(visit.page().navigate(address).status()).isEqualTo(403);
            visit.wellMade("refused");
            assertThat(visit.links()).as("and is not led there").doesNotContain(address);
        }
    }
}
