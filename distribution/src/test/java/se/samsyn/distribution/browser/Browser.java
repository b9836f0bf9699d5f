package se.samsyn.distribution.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A real browser, without a window. */
public final class Browser implements AutoCloseable {

    /** Where people and municipality are, whatever the machine says. */
    static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** How a visitor looks at it. */
    public enum View {
        WIDE(1440, 900),
        PHONE(390, 844);

        private final int width;
        private final int height;

        View(int width, int height) {
            this.width = width;
            this.height = height;
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }
    }

    public static Browser open() {
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_NODEJS_PATH", Machine.node().toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browser(
                playwright,
                playwright.chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Machine.browser())
                                .setArgs(FLAGS)));
    }

    /** Someone who comes anew, without cookies. */
    public Visit visit(String url, View view) {
        return visit(url, view, true, ZONE.getId());
    }

    /** Someone whose computer thinks that it is in another time zone. */
    Visit visitFrom(String zone, String url, View view) {
        return visit(url, view, true, zone);
    }

    /** Someone whose browser runs no scripts. */
    public Visit visitWithoutScript(String url, View view) {
        return visit(url, view, false, ZONE.getId());
    }

    private Visit visit(String url, View view, boolean script, String zone) {
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(url)
                .setViewportSize(view.width, view.height)
                .setLocale("sv-SE")
                .setTimezoneId(zone)
                .setJavaScriptEnabled(script));
        context.setDefaultTimeout(60_000);
        return new Visit(context, view, script);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
