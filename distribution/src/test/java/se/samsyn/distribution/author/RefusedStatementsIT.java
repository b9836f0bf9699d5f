package se.samsyn.distribution.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.plugin.PluginSource;
import se.samsyn.testkit.RunningSamsyn;

/** The test kit fails a plugin whose statements reach for what is not its own, with file and line. */
class RefusedStatementsIT {

    private static final PluginSource PRYING = PluginSource.of("prying")
            .define("c.migrations(\"db\")"
                    + ".route(Route.get(\"/own\", Access.everyone(), r -> Response.json(ask(\"select count(*) from p_prying_a\"))))"
                    + ".route(Route.get(\"/users\", Access.everyone(), r -> Response.json(ask(\"select count(*) from person\"))))"
                    + ".route(Route.get(\"/year\", Access.everyone(), r -> Response.json(ask(\"select count(strftime('%Y', 'now'))\"))));")
            .members("private Integer ask(String sql) { try {\n"
                    + "return context.database().read(h -> h.createQuery(sql).mapTo(Integer.class).one());\n"
                    + "} catch (RuntimeException e) { return -1; } }")
            .migration("V1__a.sql", "create table p_prying_a (id ${key});");

    @RegisterExtension
    static final RunningSamsyn samsyn = RunningSamsyn.with();

    @TempDir
    Path folder;

    @AfterEach
    void off() {
        samsyn.command("plugin", "disable", "prying").done();
    }

    @Test
    void aStatementThatIsRefusedFailsTheTestThoughThePluginHidesIt() throws InterruptedException {
        samsyn.command("plugin", "install", PRYING.writeTo(folder).toString()).done();
        samsyn.command("plugin", "enable", "prying").done();
        assertThat(samsyn.visit().get("/modules/prying/own").body()).isEqualTo("0");
        assertThat(samsyn.takeRefused()).isEmpty();

        assertThat(samsyn.visit().get("/modules/prying/users").body()).as("caught by the plugin").isEqualTo("-1");
        String at = "A statement of prying is refused, at Entry.java:" + PRYING.lineOf("return context") + ": This statement ";
        awaitRefused(1);
        assertThat(samsyn.takeRefused()).singleElement().asString().startsWith(at + "touches person");
        samsyn.visit().get("/modules/prying/year");
        awaitRefused(2);
        assertThatThrownBy(() -> samsyn.afterEach(null)).isInstanceOf(AssertionError.class).hasMessageStartingWith(at + "uses strftime");
    }

    /** The log is another process's. */
    private static void awaitRefused(int count) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (samsyn.log().split(" is refused, at ", -1).length <= count && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }
}
