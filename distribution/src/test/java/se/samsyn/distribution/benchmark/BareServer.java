package se.samsyn.distribution.benchmark;

import io.javalin.Javalin;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.api.web.Response;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Json;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.web.Assets;
import se.samsyn.core.web.CoreScope;
import se.samsyn.core.web.PageCapture;
import se.samsyn.core.web.Scope;
import se.samsyn.core.web.Templates;

/**
 * The reference: bare Javalin, JDBI and Pebble on a copy of the file, sending the same statements and rendering the same
 * template, without session, access check and layout.
 */
public final class BareServer {

    private BareServer() {}

    /** Arguments: the folder, the user, the goal. Prints its port once it answers. */
    public static void main(String[] arguments) throws Exception {
        Samsyn samsyn = Samsyn.open(Settings.of(Path.of(arguments[0])), Clock.systemUTC());
        Scope scope = new CoreScope(samsyn.messages(), templates(samsyn));
        CurrentUser user = samsyn.people()
                .sessions()
                .as(samsyn.people().users().byUsername(arguments[1]).orElseThrow(), "benchmark");
        Map<String, String> goal = Map.of("goal", arguments[2]);
        PageCapture goalPage = PageCapture.of(samsyn, "/goals/{goal}", goal, user, scope);
        PageCapture list = PageCapture.of(samsyn, "/people", Map.of(), user, scope);
        PageCapture json = PageCapture.of(samsyn, "/api/v1/goals/{goal}", goal, user, scope);
        Jdbi jdbi = samsyn.database().jdbi();
        Javalin javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.get("/goal", context -> context.html(page(jdbi, goalPage, scope)));
                    config.routes.get("/list", context -> context.html(page(jdbi, list, scope)));
                    config.routes.get("/json", context -> {
                        replay(jdbi, json);
                        context.contentType("application/json")
                                .result(Json.write(((Response.Json) json.response()).body()));
                    });
                })
                .start("127.0.0.1", 0);
        System.out.println("ready http://127.0.0.1:" + javalin.port());
    }

    private static String page(Jdbi jdbi, PageCapture capture, Scope scope) {
        replay(jdbi, capture);
        Response.Page page = (Response.Page) capture.response();
        Map<String, Object> model = new HashMap<>(page.model());
        model.put("page", new Chrome("sv", "csrf", false, ""));
        return scope.render(page.template(), model, java.util.Locale.forLanguageTag("sv"));
    }

    private static void replay(Jdbi jdbi, PageCapture capture) {
        jdbi.useHandle(handle -> capture.statements().forEach(statement -> statement.run(handle)));
    }

    /** What a page asks of its surroundings when there are none. */
    public record Chrome(String lang, String csrf, boolean demo, String path) {}

    /** The same templates, but with a layout that is nothing but the content. */
    private static Templates templates(Samsyn samsyn) throws Exception {
        Path folder = Files.createTempDirectory(samsyn.settings().data(), "bare-layout");
        Path layout = folder.resolve("se/samsyn/core/web/layout.peb");
        Files.createDirectories(layout.getParent());
        Files.writeString(layout, "{% block title %}{% endblock %}{% block head %}{% endblock %}{% block top %}{% endblock %}"
                + "{% block content %}{% endblock %}{% block foot %}{% endblock %}");
        URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
        return Templates.ofPlugin(loader, samsyn.messages(), Assets.load());
    }
}
