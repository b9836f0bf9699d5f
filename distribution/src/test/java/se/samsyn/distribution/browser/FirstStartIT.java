package se.samsyn.distribution.browser;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.samsyn.distribution.ServerProcess;

/** A jar on an empty folder. */
class FirstStartIT {

    @TempDir
    private static Path folder;

    private static ServerProcess server;
    private static Browser browser;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(folder.resolve("data"));
        browser = Browser.open();
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void theLogInPageIsWellMade(Browser.View view) {
        try (Visit visit = browser.visit(server.url(), view)) {
            visit.go("/login").wellMade("login");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownAddressIsAPageToo(Browser.View view) {
        try (Visit visit = browser.visit(server.url(), view)) {
            visit.go("/no/such/page").wellMade("not-found");
        }
    }
}
