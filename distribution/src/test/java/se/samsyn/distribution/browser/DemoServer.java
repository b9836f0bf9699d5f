package se.samsyn.distribution.browser;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import se.samsyn.testkit.RunningSamsyn;

/** Serves each test class a demo municipality of its own to change, in a browser. */
final class DemoServer implements BeforeAllCallback, AfterAllCallback {

    private final SharedBrowser browser = new SharedBrowser();
    private final RunningSamsyn samsyn;

    /**
     * @param options what its server is started with besides
     */
    DemoServer(String... options) {
        samsyn = RunningSamsyn.with(
                Stream.concat(Stream.of("--plugin-upload"), Stream.of(options)).toArray(String[]::new));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        samsyn.beforeAll(context);
        browser.beforeAll(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        samsyn.afterAll(context);
    }

    /** Where the municipality is kept. */
    Path folder() {
        return samsyn.folder();
    }

    /** Someone who comes anew, without cookies. */
    Visit visit(Browser.View view) {
        return browser.visit(samsyn.url(), view);
    }

    /** Someone whose computer thinks that it is in another time zone. */
    Visit visitFrom(String zone, Browser.View view) {
        return browser.visitFrom(zone, samsyn.url(), view);
    }

    /** Someone whose browser runs no scripts. */
    Visit visitWithoutScript(Browser.View view) {
        return browser.visitWithoutScript(samsyn.url(), view);
    }
}
