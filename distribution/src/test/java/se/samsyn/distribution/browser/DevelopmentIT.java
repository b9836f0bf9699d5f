package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.samsyn.core.plugin.PluginSource;
import se.samsyn.core.settings.DataFolder;

/** Whoever writes a plugin saves, compiles and reloads, and sees what is new or what is wrong. */
class DevelopmentIT {

    private static final Path PROJECT = project();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    @Order(1)
    static final AfterAllCallback cleared = context -> new DataFolder(PROJECT).delete();

    @RegisterExtension
    @Order(2)
    static final DemoServer demo = new DemoServer("--dev-plugin=" + PROJECT.resolve("target/classes"));

    private static Path project() {
        try {
            Path project = Files.createTempDirectory("samsyn-plugin");
            plugin("r -> Response.page(\"page\", Map.of(\"word\", \"Hej\"))").compileInto(project);
            return project;
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static PluginSource plugin(String handler) {
        return PluginSource.of("notes")
                .define(
                        """
                        c.permission(Permission.named("read").onOwnUnits(Role.ADMINISTRATOR))
                         .navigation(new NavigationEntry("nav", "puzzle", "/", "read")).messages("messages");
                        c.route(Route.get("/", Access.permission("read"), %s));
                        """.formatted(handler))
                .messages("nav=Anteckningar\npermission.read=Läsa anteckningar\n")
                .resource("page.peb", template("{{ word }}"));
    }

    private static String template(String heading) {
        return "{% extends \"se/samsyn/core/web/layout\" %}\n{% block title %}Anteckningar{% endblock %}\n"
                + "{% block content %}\n<h1>" + heading + "</h1>\n{% endblock %}\n";
    }

    @Test
    void changesAndMistakesAreSeenOnReload() throws IOException {
        try (Visit visit = demo.visit(Browser.View.WIDE)) {
            visit.signInAsDemoPerson("admin").go("/settings/modules").wellMade("development-modules");
            visit.go("/modules/notes").wellMade("development-page");
            assertThat(visit.heading().innerText()).isEqualTo("Hej");

            Path templates = Files.createDirectories(PROJECT.resolve("src/main/resources"));
            Files.writeString(templates.resolve("page.peb"), template("{{ word }} på dig"));
            assertThat(visit.go("/modules/notes").heading().innerText()).isEqualTo("Hej på dig");
            Files.writeString(templates.resolve("page.peb"), template("{{ wrod }}"));
            visit.go("/modules/notes");
            assertThat(visit.text()).contains("src/main/resources/page.peb:4");
            show(visit, "development-template");
            Files.writeString(templates.resolve("page.peb"), template("{{ word }}"));

            plugin("r -> { throw new IllegalStateException(\"Här är det fel\"); }").compileInto(PROJECT);
            reloadUntil(visit, "Här är det fel");
            assertThat(visit.text()).containsPattern("src/main/java/tiny/Entry.java:\\d+");
            show(visit, "development-code");

            plugin("null").compileInto(PROJECT);
            reloadUntil(visit, "Det som senast sparades är inte i bruk");
            assertThat(visit.text()).containsPattern("src/main/java/tiny/Entry.java:\\d+");
            show(visit, "development-definition");
            visit.go("/settings/modules/notes").wellMade("development-module");
            visit.turn(Browser.View.PHONE).wellMade("development-module");
            visit.go("/settings/modules").wellMade("development-modules");

            plugin("r -> Response.page(\"page\", Map.of(\"word\", \"Igen\"))").compileInto(PROJECT);
            reloadUntil(visit, "Igen");
        }
    }

    /** The page says 500, as it should, and is else held to what every page is. */
    private static void show(Visit visit, String name) {
        for (Browser.View view : Browser.View.values()) {
            visit.turn(view).wellMadeThoughFailed(name);
        }
        visit.turn(Browser.View.WIDE);
    }

    private static void reloadUntil(Visit visit, String words) {
        long last = System.nanoTime() + PATIENCE.toNanos();
        while (!visit.go("/modules/notes").text().contains(words)) {
            assertThat(System.nanoTime()).as("%s is not there: %s", words, visit.text()).isLessThan(last);
        }
    }
}
