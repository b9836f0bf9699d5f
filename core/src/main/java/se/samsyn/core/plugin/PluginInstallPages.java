package se.samsyn.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.api.web.Upload;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.plugin.jar.PluginInspection;
import se.samsyn.core.plugin.jar.PluginInspector;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.plugin.jar.PluginRefused;
import se.samsyn.core.plugin.jar.ToldContributions;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.Localized;
import se.samsyn.core.web.NotFound;

/** Where an administrator brings a plugin in, puts a newer one in its place, removes it, and erases its data. */
final class PluginInstallPages {

    static final String PATH = PluginPages.PATH + "/install";

    private static final String TEMPLATES = "se/samsyn/core/plugin/";
    private static final String STAGED = PATH + "/{sha256}";
    private static final Access ACCESS = Access.permission(CorePermissions.SYSTEM_MANAGE).everywhere();

    private final PluginModule plugins;
    private final PluginInstaller installer;
    private final PluginHost host;

    PluginInstallPages(PluginModule plugins, PluginHost host) {
        this.plugins = plugins;
        this.installer = plugins.installer();
        this.host = host;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, ACCESS, this::choose),
                Route.post(PATH, ACCESS, this::upload),
                Route.get(STAGED, ACCESS, this::look),
                Route.post(STAGED, ACCESS, this::install),
                Route.post(STAGED + "/discard", ACCESS, this::discard),
                Route.post(PluginPages.PATH + "/{id}/remove", ACCESS, this::remove),
                Route.get(PluginPages.PATH + "/{id}/erase", ACCESS, this::askToErase),
                Route.post(PluginPages.PATH + "/{id}/erase", ACCESS, this::erase));
    }

    private Response choose(Request request) {
        return choose(Form.of(Map.of()), "");
    }

    private Response.Page choose(Form form, String technical) {
        return new Response.Page(form.valid() ? 200 : 422, TEMPLATES + "install", Map.of(
                "form", form,
                "technical", technical,
                "allowed", plugins.uploads(),
                "limit", PluginInspector.LARGEST >> 20));
    }

    private void requireAllowed() {
        if (!plugins.uploads()) {
            throw new AccessDenied(CorePermissions.SYSTEM_MANAGE);
        }
    }

    private Response upload(Request request) throws IOException {
        requireAllowed();
        Form form = Form.of(Map.of());
        Upload upload = request.upload("file");
        if (upload == null) {
            return choose(form.reject("file", request.text("plugin.install.file.missing")), "");
        }
        try (InputStream content = upload.open()) {
            return Response.redirect(PATH + "/" + installer.stage(content).sha256());
        } catch (PluginNotInstalled e) {
            return choose(form.reject("file", PluginRow.why(request, e.problem())), e.problem().technical());
        }
    }

    private Response look(Request request) {
        return look(request, null);
    }

    private Response look(Request request, @Nullable PluginProblem problem) {
        Optional<PluginInspection> staged;
        try {
            staged = installer.staged(request.pathParameter("sha256"));
        } catch (PluginRefused e) {
            Object[] why = e.arguments().stream()
                    .map(argument -> argument instanceof Localized text ? text.in(request.locale()) : argument)
                    .toArray();
            return Response.redirect(PluginPages.PATH).withFailure("plugin.problem." + e.code(), why);
        }
        PluginInspection found = staged.orElseThrow(() -> new NotFound("staged plugin"));
        Map<String, Object> model = new HashMap<>();
        model.put("found", found);
        model.put("needs", PluginPages.needs(found.manifest(), plugins, request));
        model.put("name", found.manifest().name().in(request.locale()));
        model.put("description", found.manifest().description().in(request.locale()));
        model.put("permissions", words(found.contents().permissions(), request.locale()));
        model.put("settings", words(found.contents().settings(), request.locale()));
        ToldContributions told = found.contents().told();
        model.put("told", told != null);
        model.put("addresses", told == null ? List.of() : told.addresses(found.manifest().id()));
        model.put("kilobytes", Math.max(1, found.contents().size() >> 10));
        model.putAll(besideWhatIsHere(found, request));
        model.put("problem", PluginRow.problem(request, problem));
        model.put("technical", problem == null ? "" : problem.technical());
        return new Response.Page(problem == null ? 200 : 422, TEMPLATES + "staged", model);
    }

    /** What stands in its way here, and what differs from the version that is here. */
    private Map<String, Object> besideWhatIsHere(PluginInspection found, Request request) {
        String id = found.manifest().id();
        Optional<PluginInfo> now = plugins.find(id);
        PluginAdds after = PluginAdds.in(found.contents(), found.manifest().version());
        PluginAdds before = now.isEmpty() ? after : plugins.adds(id);
        List<PluginDifference> differences = new ArrayList<>(PluginDifference.between(before, after, id, request));
        if (now.isPresent()) {
            plugins.contents(id).ifPresent(
                    contents -> differences.addAll(PluginDifference.ofDatabase(contents, found.contents(), request)));
        }
        return Map.of(
                "hindrances",
                installer.hindrances(found.manifest()).stream().map(one -> PluginRow.why(request, one)).toList(),
                "inUse",
                now.filter(info -> info.state() == PluginState.ACTIVE).isPresent(),
                "version",
                before.version(),
                "differences",
                differences,
                "parts",
                after.whole() ? after.parts(request, id) : List.of(),
                "compared",
                before.whole() && after.whole());
    }

    private static List<String> words(List<PluginManifest.Text> texts, Locale locale) {
        return texts.stream().map(text -> text.in(locale)).toList();
    }

    private Response install(Request request) {
        requireAllowed();
        try {
            String id = installer.install(request.pathParameter("sha256"), PluginPages.grant(request, host));
            PluginInfo info = plugins.find(id).orElseThrow(() -> new NotFound("plugin " + id));
            Response.Redirect to = Response.redirect(PluginPages.PATH + "/" + id);
            Object[] what = {info.manifest().name().in(request.locale()), info.manifest().version()};
            if (info.problem() != null) {
                return to.withFailure("plugin.install.failed", what);
            }
            return to.withNotice(
                    info.state() == PluginState.ACTIVE ? "plugin.install.active" : "plugin.install.off", what);
        } catch (PluginNotInstalled e) {
            return look(request, e.problem());
        }
    }

    private Response discard(Request request) {
        installer.discard(request.pathParameter("sha256"));
        return Response.redirect(PluginPages.PATH).withNotice("plugin.install.discarded");
    }

    private Response remove(Request request) {
        String id = request.pathParameter("id");
        String name = name(request, id);
        installer.remove(id, PluginPages.grant(request, host));
        return Response.redirect(PluginPages.PATH).withNotice("plugin.remove.done", name);
    }

    /** Of one that has been removed too. */
    private String name(Request request, String id) {
        return plugins.name(id).in(request.locale());
    }

    private Response askToErase(Request request) {
        return askToErase(request, Form.of(Map.of()));
    }

    /**
     * What would be erased.
     *
     * @param own whether it is a table of the plugin's
     */
    public record Erased(String name, boolean own, long count) {}

    private static Erased erased(Request request, String table, long count) {
        boolean own = table.toLowerCase(Locale.ROOT).startsWith("p_");
        return new Erased(own ? table : request.text("plugin.data." + table), own, count);
    }

    private Response askToErase(Request request, Form form) {
        String id = request.pathParameter("id");
        if (!installer.erasable(id)) {
            throw new NotFound("data of the plugin " + id);
        }
        return new Response.Page(form.valid() ? 200 : 422, TEMPLATES + "erase", Map.of(
                "form", form,
                "id", id,
                "name", name(request, id),
                "installed", plugins.find(id).isPresent(),
                "rows", installer.rows(id).entrySet().stream()
                        .map(row -> erased(request, row.getKey(), row.getValue()))
                        .toList()));
    }

    private Response erase(Request request) {
        String id = request.pathParameter("id");
        Form form = Form.of(request);
        String name = name(request, id);
        if (!form.value("name").strip().equals(name)) {
            form.reject("name", request.text("plugin.erase.name.wrong", name));
            return askToErase(request, form);
        }
        installer.erase(id, PluginPages.grant(request, host));
        return Response.redirect(PluginPages.PATH).withNotice("plugin.erase.done", name);
    }
}
