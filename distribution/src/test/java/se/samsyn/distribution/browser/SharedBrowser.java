package se.samsyn.distribution.browser;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** The browser of a test run: opened by the first class that needs it, closed after the last. */
final class SharedBrowser implements BeforeAllCallback {

    private Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        browser = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedBrowser.class))
                .getOrComputeIfAbsent(Browser.class, key -> Browser.open(), Browser.class);
    }

    /** Someone who comes anew, without cookies. */
    Visit visit(String url, Browser.View view) {
        return browser.visit(url, view);
    }

    /** Someone whose browser runs no scripts. */
    Visit visitFrom(String zone, String url, Browser.View view) {
        return browser.visitFrom(zone, url, view);
    }

    Visit visitWithoutScript(String url, Browser.View view) {
        return browser.visitWithoutScript(url, view);
    }
}
