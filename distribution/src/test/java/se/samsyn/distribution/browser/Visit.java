package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One person's time with Samsyn: a page, and what every page is held to. */
public final class Visit implements AutoCloseable {

    /** The links that lead on in Samsyn. */
    static final String LINKS = "a[href^='/']:not([data-limited])";

    /** What stands where a text has no words. */
    static final String WORDLESS = "\\[[a-z]+\\.[A-Za-z.]+]";

    private static final Path SCREENSHOTS = Path.of(System.getProperty("samsyn.screenshots", "target/screenshots"));
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private final BrowserContext context;
    private final boolean script;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private Browser.View view;

    Visit(BrowserContext context, Browser.View view, boolean script) {
        this.context = context;
        this.view = view;
        this.script = script;
        this.page = context.newPage();
        page.onPageError(error -> complaints.add("script error: " + error));
        page.onConsoleMessage(message -> {
            // A status of 4xx is what some tests ask for; the browser says so as an error.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add("console: " + message.text());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 500) {
                complaints.add(response.status() + " from " + response.url());
            }
        });
    }

    public Page page() {
        return page;
    }

    /** Goes to an address within Samsyn. */
    public Visit go(String path) {
        page.navigate(path);
        return this;
    }

    /** Signs in as a person of the demo municipality, with the log-in page's one click. */
    public Visit signInAsDemoPerson(String username) {
        go("/login");
        page.locator("form[action='/login/demo'] button[value='" + username + "']").click();
        assertThat(page.url()).as("signed in").doesNotContain("/login");
        return this;
    }

    public Visit signIn(String username, String password) {
        go("/login");
        page.locator("input[name=username]").fill(username);
        page.locator("input[name=password]").fill(password);
        page.locator("main form button[type=submit]").first().click();
        return this;
    }

    public Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /** Presses the button of a form. */
    public Visit press(String text) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true))
                .first()
                .click();
        return this;
    }

    /** Follows the link whose text begins so. */
    public Visit follow(String text) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(text)).first().click();
        return this;
    }

    public Visit fill(String name, String value) {
        page.locator("main [name='" + name + "']").first().fill(value);
        return this;
    }

    /** Chooses a radio button or box by its label, which is what one sees and presses. */
    public Visit choose(String name, String value) {
        String id = page.locator("main [name='" + name + "'][value='" + value + "']").first().getAttribute("id");
        page.locator("main label[for='" + id + "']").click();
        return this;
    }

    /** Chooses in a list by what it says there, dashes that show a level left out. */
    public Visit select(String name, String label) {
        Locator list = page.locator("main select[name='" + name + "']").first();
        Locator option = list.locator("option")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^[–\\s]*" + label + "\\s*$")));
        list.selectOption(option.getAttribute("value"));
        return this;
    }

    /** Types in a field that suggests, and takes the first suggestion. */
    public Visit suggest(String name, String text) {
        Locator field = page.locator("#f-" + name + "-search");
        field.click();
        field.fill(text);
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(text)).first().click();
        page.keyboard().press("Escape");
        return this;
    }

    /** Presses a button that asks first, and says yes. */
    public Visit pressAndConfirm(String text) {
        press(text);
        page.waitForNavigation(() -> page.locator("#s-confirm [value=yes]").click());
        return this;
    }

    /** Every address within Samsyn that the page links to, but for those that it says not everyone may follow. */
    public List<String> links() {
        Object found = page.locator(LINKS).evaluateAll("links => links.map(link => link.getAttribute('href'))");
        return ((List<?>) found).stream().map(String.class::cast).toList();
    }

    /** Goes on in a window of another size. */
    public Visit turn(Browser.View other) {
        view = other;
        page.setViewportSize(view.width(), view.height());
        return this;
    }

    public String text() {
        return page.locator("body").innerText();
    }

    /** What every page is held to; leaves a picture to look at. */
    public Visit wellMade(String name) {
        sound(name);
        screenshot(name);
        List<String> violations = script ? violations() : List.of();
        // What the tools themselves put into the page may break its policy; that is not the page's doing.
        complaints.clear();
        assertThat(violations).as(name + " at " + view.width() + " px").isEmpty();
        return this;
    }

    /** The same for a page that is to say that the server failed. */
    Visit wellMadeThoughFailed(String name) {
        complaints.removeIf(complaint -> complaint.startsWith("500 from "));
        return wellMade(name);
    }

    /** The part of it that is told at once. */
    public Visit sound(String name) {
        page.waitForLoadState();
        heading().first().waitFor();
        List<String> said = List.copyOf(complaints);
        complaints.clear();
        assertThat(said).as(name + ": what the browser complained about").isEmpty();
        assertThat(heading().count()).as(name + ": one main heading").isEqualTo(1);
        assertThat(page.title()).as(name + ": title").isNotBlank();
        assertThat(page.locator("html").getAttribute("lang")).as(name + ": language").isIn("sv", "en");
        assertThat(text()).as(name + ": every text has words").doesNotContainPattern(WORDLESS);
        if (script) {
            assertThat(overflow()).as(name + ": wider than the window").isLessThanOrEqualTo(0);
        }
        return this;
    }

    public void screenshot(String name) {
        String file = name + "-" + view.width() + (script ? "" : "-noscript") + ".png";
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(file)).setFullPage(true));
    }

    private int overflow() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).intValue();
    }

    private List<String> violations() {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        // The other mode opens a page of its own each time, for what it finds in frames of other sites; there are none.
        AxeBuilder axe = new AxeBuilder(page).options(options).withTags(RULES).setLegacyMode(true);
        return axe.analyze().getViolations().stream()
                .map(Visit::describe)
                .toList();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(CheckedNode::getHtml).limit(3).collect(Collectors.joining(" | "));
    }

    @Override
    public void close() {
        context.close();
    }
}
