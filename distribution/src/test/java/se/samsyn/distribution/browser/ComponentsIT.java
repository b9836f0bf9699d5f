package se.samsyn.distribution.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.samsyn.core.web.Messages;
import se.samsyn.testkit.ServerProcess;

/** What scripts add to a page, in a real browser. */
class ComponentsIT {

    private static final String POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'";

    @RegisterExtension
    static final SharedBrowser browser = new SharedBrowser();

    @TempDir
    private static Path folder;

    private static ServerProcess server;

    private Visit visit;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyComponentIsWellMade(Browser.View view) {
        show(view, "components");
        visit.wellMade("components");
    }

    @ParameterizedTest
    @EnumSource
    void everyComponentIsWellMadeInTheDark(Browser.View view) {
        Page page = show(view, "components");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        visit.wellMade("components-dark");
    }

    @ParameterizedTest
    @EnumSource
    void pagesOutsideTheLayoutAreWellMade(Browser.View view) {
        show(view, "components-bare");
        visit.wellMade("components-bare");
    }

    @Test
    void nothingIsWiderThanTheSmallestWindow() {
        Page page = show(Browser.View.PHONE, "components");
        page.setViewportSize(320, 640);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    }

    @Test
    void theNavigationUnfoldsOnAPhone() {
        Page page = show(Browser.View.PHONE, "components");
        Locator navigation = page.locator("#s-nav");
        assertThat(navigation).isHidden();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Öppna menyn")).click();
        assertThat(navigation).isVisible();
        page.keyboard().press("Escape");
        assertThat(navigation).isHidden();
    }

    @Test
    void withoutScriptTheNavigationUnfoldsAndTheFiguresAreThere() {
        visit = browser.visitWithoutScript(server.url(), Browser.View.PHONE);
        Page page = fill("components");
        page.locator(".s-burger").click();
        assertThat(page.locator("#s-nav")).isVisible();
        assertThat(page.locator(".s-chart-table")).isVisible();
        assertThat(page.locator("#f-owner")).isVisible();
    }

    @Test
    void theChartDrawsTheFiguresOfItsTable() {
        Page page = show(Browser.View.WIDE, "components");
        Locator drawing = page.locator("samsyn-chart .s-chart svg");
        assertThat(drawing).isVisible();
        assertThat(drawing).containsText("Kommunen");
        assertThat(drawing).containsText("2026");
    }

    @Test
    void aButtonThatDestroysAsksFirst() {
        Page page = show(Browser.View.WIDE, "components");
        AtomicInteger sent = new AtomicInteger();
        page.route("**/components", route -> {
            sent.incrementAndGet();
            route.fulfill(new Route.FulfillOptions().setBody("<h1>Borta</h1>").setContentType("text/html"));
        });
        Locator remove = page.locator("[data-confirm]");
        remove.click();
        assertThat(page.locator("#s-confirm")).containsText("Ska målet tas bort?");
        page.keyboard().press("Escape");
        assertThat(remove).isFocused();
        assertThat(sent).hasValue(0);

        remove.click();
        page.locator("#s-confirm [value=yes]").click();
        assertThat(page.locator("h1")).hasText("Borta");
        assertThat(sent).hasValue(1);
    }

    @Test
    void oneTypesToChooseAmongMany() {
        Page page = show(Browser.View.WIDE, "components");
        page.locator("#f-owner-search").click();
        page.locator("#f-owner-search").fill("jo");
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Johan Ek")).click();
        assertThat(page.locator("#f-owner")).hasValue("3");
    }

    @Test
    void savesAfterAPauseAndSaysWhen() {
        Page page = show(Browser.View.WIDE, "components");
        List<String> saved = answers(page, 200, Map.of("ETag", "\"8\""));
        page.waitForResponse("**/autosave", () -> page.locator("#f-comment").fill("Läsningen går framåt"));
        assertThat(status(page)).containsText(Pattern.compile("Sparat \\d\\d\\.\\d\\d"));
        assertThat(saved).singleElement().asString().contains("comment=L%C3%A4sningen", "_csrf=t");
        assertThat(kept(page)).isZero();
    }

    @Test
    void keepsTheTextAndTriesAgainWhenTheServerIsAway() {
        Page page = show(Browser.View.WIDE, "components");
        AtomicInteger attempts = new AtomicInteger();
        page.route("**/autosave", route -> {
            if (attempts.incrementAndGet() == 1) {
                route.abort();
            } else {
                route.fulfill(new Route.FulfillOptions().setStatus(200));
            }
        });
        page.locator("#f-comment").fill("Får inte försvinna");
        assertThat(status(page)).containsText("Ingen kontakt");
        assertThat(kept(page)).isEqualTo(1);
        assertThat(status(page)).containsText("Sparat");
        assertThat(page.locator("#f-comment")).hasValue("Får inte försvinna");
        assertThat(kept(page)).isZero();
    }

    @Test
    void showsAConflictAndKeepsWhatWasTyped() {
        Page page = show(Browser.View.WIDE, "components");
        page.route("**/autosave", route -> route.fulfill(new Route.FulfillOptions()
                .setStatus(409)
                .setContentType("text/html")
                .setBody("<section class=\"s-conflict\" id=\"theirs\">Amina har ändrat</section>")));
        page.locator("#f-comment").fill("Min text");
        assertThat(page.locator("#theirs")).isVisible();
        assertThat(status(page)).containsText("Din text är kvar");
        assertThat(page.locator("#f-comment")).hasValue("Min text");
    }

    @Test
    void saysWhatIsRefusedToWhoeverIsSignedInAndDoesNotAskThemToSignIn() {
        Page page = show(Browser.View.WIDE, "components");
        List<String> forbidden = answers(page, 403, Map.of());
        page.locator("#f-comment").fill("Rollen togs bort");
        assertThat(status(page)).containsText("inte längre tillgång till det");
        assertThat(status(page).locator("a")).isHidden();
        answers(page, 413, Map.of());
        page.locator("#f-comment").fill("För mycket");
        assertThat(status(page)).containsText("servern kan inte ta emot det");
        assertThat(status(page).locator("a")).isHidden();
        assertThat(forbidden).as("sent once").hasSize(1);
        assertThat(page.locator("#f-comment")).hasValue("För mycket");
        assertThat(kept(page)).isEqualTo(1);
    }

    @Test
    void offersWhatWasNotSavedTheNextTime() {
        Page page = show(Browser.View.WIDE, "components");
        page.route("**/autosave", Route::abort);
        page.locator("#f-comment").fill("Skrivet på tåget");
        assertThat(status(page)).containsText("Ingen kontakt");
        page.reload();
        page.getByText("Ta tillbaka texten").click();
        assertThat(page.locator("#f-comment")).hasValue("Skrivet på tåget");
    }

    private static List<String> answers(Page page, int status, Map<String, String> headers) {
        List<String> bodies = new ArrayList<>();
        page.route("**/autosave", route -> {
            bodies.add(route.request().postData());
            route.fulfill(new Route.FulfillOptions().setStatus(status).setHeaders(headers));
        });
        return bodies;
    }

    private static Locator status(Page page) {
        return page.locator("[data-autosave-status]");
    }

    private static int kept(Page page) {
        return (int) page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('samsyn:draft:')).length");
    }

    private Page show(Browser.View view, String template) {
        visit = browser.visit(server.url(), view);
        return fill(template);
    }

    /** Shows a page of components as if the server had it; what it refers to comes from the server. */
    private Page fill(String template) {
        String html = Components.render(template, Messages.SWEDISH);
        Page page = visit.page();
        page.route("**/" + template, route -> route.fulfill(new Route.FulfillOptions()
                .setBody(html)
                .setHeaders(Map.of("Content-Type", "text/html; charset=utf-8", "Content-Security-Policy", POLICY))));
        visit.go("/" + template);
        return page;
    }
}
