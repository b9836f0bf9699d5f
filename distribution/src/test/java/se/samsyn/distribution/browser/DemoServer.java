package se.samsyn.distribution.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.distribution.ServerProcess;

/** Serves each test class a demo municipality of its own to change; the jar makes one in a test run, to be copied. */
final class DemoServer implements BeforeAllCallback, AfterAllCallback {

    private static final String DATABASE = "samsyn.db";

    private final SharedBrowser browser = new SharedBrowser();
    private Path folder;
    private ServerProcess server;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Made made = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(DemoServer.class))
                .getOrComputeIfAbsent(Made.class, key -> Made.byTheJar(), Made.class);
        folder = newFolder();
        Files.copy(made.folder().resolve(DATABASE), folder.resolve(DATABASE));
        server = ServerProcess.start(folder, "--demo", "--plugin-upload");
        browser.beforeAll(context);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        server.close();
        new DataFolder(folder).delete();
    }

    /** Where the municipality is kept. */
    Path folder() {
        return folder;
    }

    /** Someone who comes anew, without cookies. */
    Visit visit(Browser.View view) {
        return browser.visit(server.url(), view);
    }

    /** Someone whose browser runs no scripts. */
    Visit visitWithoutScript(Browser.View view) {
        return browser.visitWithoutScript(server.url(), view);
    }

    private static Path newFolder() throws IOException {
        return Files.createTempDirectory("samsyn-demo");
    }

    private record Made(Path folder) implements AutoCloseable {

        static Made byTheJar() {
            try {
                Path folder = newFolder();
                ServerProcess.start(folder, "--demo").close();
                return new Made(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            new DataFolder(folder).delete();
        }
    }
}
