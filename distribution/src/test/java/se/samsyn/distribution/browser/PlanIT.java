package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the levels that the municipality names to what a school does: a plan comes to be. */
class PlanIT {

    private static final String COMMITTEE_GOAL = "Varje elev läser och förstår";
    private static final String SCHOOL_GOAL = "Alla läser tjugo minuter om dagen";
    private static final String YEAR = Integer.toString(LocalDate.now(Browser.ZONE).getYear());

    @RegisterExtension
    static final DemoServer demo = new DemoServer();

    @Test
    void fromLevelsToActivities() {
        nameTheLevels();
        String goal = writeTheCommitteesPlan();
        String own = breakItDown(goal);
        addAnActivity(own);
        seeTheThread(goal, own);
    }

    /** What is written in pixels on the wheel, the smallest of it. */
    private static final String SMALLEST =
            """
            Math.min(...[...document.querySelectorAll(".s-wheel text")]
                .filter(text => getComputedStyle(text).display !== "none")
                .map(text => parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a))
            """;

    @Test
    void theYearAsAWheel() {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("rektor").follow("Årshjul").wellMade("wheel");
            Locator list = visit.page().locator("section[aria-labelledby=h-list]");
            Locator wheel = visit.page().locator("section[aria-labelledby=h-wheel]");
            assertThat(list.boundingBox().x).as("beside").isGreaterThan(wheel.boundingBox().x);
            assertThat(smallest(visit)).isGreaterThanOrEqualTo(12);
            assertThat(list.locator("a[href^='/modules/meetings/']").count()).isPositive();
            visit.page().locator(".s-wheel a[href^='/plans/']").first().focus();
            visit.page().keyboard().press("Enter");
            visit.page().waitForURL("**/plans/*");
            assertThat(visit.page().locator(".s-wheel").count()).isZero();

            visit.go("/wheel").turn(Browser.View.PHONE);
            assertThat(list.boundingBox().y).as("the list first").isLessThan(wheel.boundingBox().y);
            assertThat(smallest(visit)).isGreaterThanOrEqualTo(12);
            visit.turn(Browser.View.WIDE).suggest("unit", "Allt jag ser").press("Visa");
            visit.page().waitForURL("**unit=all**");
            Locator gathered = visit.page().locator(".s-wheel a[href^='#e-']").first();
            gathered.focus();
            visit.page().keyboard().press("Enter");
            assertThat(visit.page().locator(".s-year li:target").count()).isEqualTo(1);

            visit.follow("Affisch").wellMade("wheel-poster");
            assertThat(sheets(visit)).as("portrait").isEqualTo(1);
            visit.follow("Liggande").wellMade("wheel-poster-landscape");
            assertThat(sheets(visit)).as("landscape").isEqualTo(1);
        }
    }

    private static double smallest(Visit visit) {
        return ((Number) visit.page().evaluate(SMALLEST)).doubleValue();
    }

    private static int sheets(Visit visit) {
        byte[] pdf = visit.page().pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(text).as("A3").containsPattern("/MediaBox \\[0 0 (841|1191)\\.\\d+ (841|1191)\\.\\d+]");
        return (int) Pattern.compile("/Type\\s*/Page\\b").matcher(text).results().count();
    }

    private static void nameTheLevels() {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("admin").go("/plan-types/new");
            visit.press("Spara").wellMade("plan-type-error");
            visit.fill("name", "Nämndens styrmodell").choose("calendar", "FISCAL_YEAR");
            Locator levels = visit.page().locator("main [name=levelName]");
            levels.nth(0).fill("Inriktning");
            levels.nth(1).fill("Skolans åtagande");
            visit.press("Spara").wellMade("plan-type-saved");
            assertThat(visit.text()).contains("Nämndens styrmodell", "Inriktning", "Skolans åtagande");
        }
    }

    /** The address of its goal. */
    private static String writeTheCommitteesPlan() {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("forvaltningschef").go("/plans").follow("Ny plan");
            visit.suggest("unit", "Barn- och utbildningsförvaltningen");
            visit.select("type", "Nämndens styrmodell").select("period", YEAR);
            visit.press("Skapa planen").wellMade("plan-created");
            visit.select("level", "Inriktning").fill("title", COMMITTEE_GOAL).press("Lägg till");
            visit.follow(COMMITTEE_GOAL).follow("Ändra målet");
            visit.fill("title", "").press("Spara").wellMade("goal-edit-error");
            visit.fill("title", COMMITTEE_GOAL).fill("description", "Läsning bär alla ämnen.");
            visit.suggest("owner", "Henrik Wallin").press("Spara").wellMade("goal-described");
            assertThat(visit.text()).contains("Läsning bär alla ämnen.", "Henrik Wallin");

            String goal = visit.page().url();
            visit.follow("Välj indikatorer").suggest("indicators", "Elever i åk 3 som når kraven i läsning");
            visit.press("Lägg till valda");
            Locator target = visit.page().locator("main [name^='target-']").first();
            target.fill("nästan alla");
            visit.press("Spara målvärden").wellMade("target-error");
            assertThat(target.inputValue()).as("kept").isEqualTo("nästan alla");
            target.fill("92");
            visit.press("Spara målvärden").wellMade("target-saved");
            assertThat(visit.page().locator("main table").first().innerText()).contains("92");
            return goal;
        }
    }

    /** The address of the school's own goal. */
    private static String breakItDown(String goal) {
        try (Visit visit = demo.visit(Browser.View.PHONE)) {
            visit.signInAsDemoPerson("rektor").go(goal).follow("Bryt ned").wellMade("break-down");
            visit.suggest("place", "Lindängsskolan: ny plan för " + YEAR);
            visit.choose("kind", "BREAKS_DOWN").fill("title", SCHOOL_GOAL);
            visit.press("Skapa målet").wellMade("broken-down");
            assertThat(visit.text()).contains("Målet är skapat och kopplat till målet ovanför.", "Skolans åtagande");
            return visit.page().url();
        }
    }

    private static void addAnActivity(String goal) {
        LocalDate today = LocalDate.now(Browser.ZONE);
        try (Visit visit = demo.visit(Browser.View.PHONE)) {
            visit.signInAsDemoPerson("rektor").go(goal).follow("Ny aktivitet");
            visit.fill("title", "Läsning efter lunch").suggest("owners", "Johan Ek");
            visit.fill("starts", today.toString()).fill("due", today.minusDays(1).toString());
            visit.press("Spara").wellMade("activity-error");
            assertThat(visit.text()).contains("Slutdatum kan inte ligga före startdatum.");
            visit.fill("due", today.plusDays(30).toString()).press("Spara").wellMade("activity-saved");
            visit.go(goal);
            assertThat(visit.text()).contains("Läsning efter lunch", "Johan Ek");
        }
    }

    private static void seeTheThread(String goal, String own) {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("rektor").go(own);
            assertThat(thread(visit)).as("up").contains(COMMITTEE_GOAL, SCHOOL_GOAL);
            visit.go(goal);
            assertThat(thread(visit)).as("down").contains(COMMITTEE_GOAL, SCHOOL_GOAL);
            visit.go(own).follow("Hela röda tråden");
            visit.wellMade("red-thread");
            assertThat(visit.text()).contains(COMMITTEE_GOAL, SCHOOL_GOAL, "Läsning efter lunch");
        }
    }

    private static String thread(Visit visit) {
        return visit.page().locator("section[aria-labelledby=h-thread]").innerText();
    }

    @Test
    void aPlanIsProposedHandedBackAndAdopted() {
        String plan = chooseWhatGoesOnAndPropose();
        handBackAndAdopt();
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("rektor").go(plan);
            visit.press("Ta tillbaka förslaget");
            assertThat(visit.text()).contains("Förslaget är tillbakataget", "Lägg till");
        }
        compareTheEditions();
    }

    /** The address of the plan, which then is proposed. */
    private static String chooseWhatGoesOnAndPropose() {
        try (Visit visit = demo.visit(Browser.View.PHONE)) {
            visit.signInAsDemoPerson("rektor").go("/plans").follow("Ny plan");
            visit.suggest("unit", "Lindängsskolan");
            if (visit.page().locator("main select[name=type]").count() > 0) {
                visit.select("type", "Mål och budget");
            }
            visit.select("period", nextYear()).press("Skapa planen");
            String plan = visit.page().url();
            visit.follow("Ta med från").wellMade("plan-carry-over");
            visit.turn(Browser.View.WIDE).wellMade("plan-carry-over");
            visit.page().locator("main [name=goals]").last().uncheck();
            visit.page().locator("main [name=activities]").first().check();
            visit.press("Ta med det valda");
            assertThat(visit.text()).contains("Mål som har tagits med: 4. Aktiviteter: 1.");
            visit.wellMade("plan-draft");
            visit.fill("proposal", "Målen är avstämda i arbetslagen.").press("Föreslå planen");
            visit.turn(Browser.View.PHONE).wellMade("plan-proposed");
            assertThat(visit.text()).contains("Föreslagen av Maria Lindqvist", "Ta tillbaka förslaget");
            return plan;
        }
    }

    /** The school year after the one that the municipality is in. */
    private static String nextYear() {
        LocalDate today = LocalDate.now(Browser.ZONE);
        int autumn = today.getMonthValue() >= 8 ? today.getYear() + 1 : today.getYear();
        return autumn + "/" + String.format("%02d", (autumn + 1) % 100);
    }

    private static void handBackAndAdopt() {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("forvaltningschef").go("/my-page");
            assertThat(visit.text()).contains("för Lindängsskolan", "Föreslagen av Maria Lindqvist");
            visit.page().locator("li", new Page.LocatorOptions().setHasText("för Vikensskolan"))
                    .getByRole(AriaRole.LINK)
                    .last()
                    .click();
            visit.wellMade("plan-to-adopt").turn(Browser.View.PHONE).wellMade("plan-to-adopt");
            visit.fill("adoptedOn", LocalDate.now(Browser.ZONE).plusDays(1).toString()).press("Fastställ planen");
            visit.wellMade("plan-adopt-error");
            assertThat(visit.text()).contains("Beslutsdagen har inte varit än", "Beslutad av: Fyll i");
            visit.fill("adoptedOn", LocalDate.now(Browser.ZONE).toString()).fill("decidedBy", "Barn- och utbildningsnämnden");
            visit.fill("registryNumber", "BUN 2026/417").press("Fastställ planen");
            visit.wellMade("plan-adopted").turn(Browser.View.WIDE).wellMade("plan-adopted");
            visit.follow("Alla utgåvor").wellMade("plan-editions");
            assertThat(visit.text()).contains("BUN 2026/417", "Registrerad", "av Henrik Wallin");
        }
    }

    private static void compareTheEditions() {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("rektor").go("/plans");
            visit.page().locator("section[aria-labelledby=h-mine] a[href^='/plans/']").last().click();
            visit.follow("Jämför versioner").wellMade("plan-comparison");
            visit.turn(Browser.View.PHONE).wellMade("plan-comparison");
            assertThat(visit.page().locator("main ins").allInnerTexts().toString()).contains("Målet gäller alla årskurser.");
            visit.go(visit.page().url().replaceAll("/compare.*", "/compare?from=2&to=2"));
            assertThat(visit.text()).contains("Ingenting skiljer");
        }
    }

    @Test
    void aGoalIsSeenAsItWas() {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("admin").go("/plans");
            visit.page().locator("main a[href^='/plans/']:not([href^='/plans/new'])").first().click();
            visit.page().waitForLoadState();
            visit.page().locator("main .s-tree a[href^='/goals/']").first().click();
            String goal = visit.page().url();
            String before = visit.heading().innerText();
            correct(visit);
            visit.go(goal + "/edit").fill("title", "Ett nytt namn på målet").press("Spara");
            visit.go(goal + "/history").wellMade("goal-history");
            assertThat(visit.text()).contains("Alva Admin ändrade målet", before, "Ett nytt namn på målet");
            visit.fill("asof", LocalDate.now(Browser.ZONE).minusDays(1).toString());
            visit.page().locator("main form.s-asof button").click();
            visit.wellMade("goal-as-of");
            assertThat(visit.heading().innerText()).isEqualTo(before);
            assertThat(visit.text()).contains("Det går bara att läsa.");
        }
    }

    /** Opens the adopted plan of the goal, so that it can be changed. */
    private static void correct(Visit visit) {
        visit.page().locator("section[aria-labelledby=h-facts] a[href^='/plans/']").click();
        visit.page().waitForLoadState();
        if (visit.page().locator("form[action$='/correct']").count() > 0) {
            visit.page()
                    .locator("summary", new Page.LocatorOptions().setHasText("Öppna för rättelse"))
                    .click();
            visit.fill("note", "Målet behöver ett tydligare namn.").press("Öppna för rättelse");
        }
    }
}
