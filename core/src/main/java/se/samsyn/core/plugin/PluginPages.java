package se.samsyn.core.plugin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.Grant;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.History;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.plugin.jar.Provenance;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.StaleVersion;

/** Where an administrator turns plugins on and off, sets them, and sees how each is doing. */
final class PluginPages {

    static final String PATH = "/settings/modules";

    private static final String LIST = "se/samsyn/core/plugin/modules";
    private static final String ONE = "se/samsyn/core/plugin/module";
    private static final String FROM = "from";
    private static final String OWN = "own";
    private static final int HISTORY = 20;
    private static final Access ACCESS = Access.permission(CorePermissions.SYSTEM_MANAGE).everywhere();

    private final PluginModule plugins;
    private final PluginHost host;
    private final JobPages jobs;
    private final History history;

    PluginPages(PluginModule plugins, PluginHost host, JobPages jobs, History history) {
        this.plugins = plugins;
        this.host = host;
        this.jobs = jobs;
        this.history = history;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, ACCESS, this::list),
                Route.get(PATH + "/{id}", ACCESS, this::show),
                Route.post(PATH + "/{id}/enable", ACCESS, this::enable),
                Route.post(PATH + "/{id}/disable", ACCESS, this::disable),
                Route.post(PATH + "/{id}/settings", ACCESS, this::saveSettings));
    }

    /** A file that is no plugin, and why. */
    public record BadFile(String name, String problem, String technical) {}

    /** A plugin that is gone and has left data. */
    public record LeftBehind(String id, String name) {}

    private Response list(Request request) {
        List<BadFile> bad = plugins.unusable().stream()
                .map(file -> new BadFile(
                        file.file(), PluginRow.problem(request, file.problem()), file.problem().technical()))
                .toList();
        List<LeftBehind> left = plugins.installer().leftBehind().stream()
                .map(id -> new LeftBehind(id, plugins.name(id).in(request.locale())))
                .toList();
        return Response.page(
                LIST,
                Map.of(
                        "plugins", plugins.list().stream().map(info -> PluginRow.of(request, info)).toList(),
                        "unusable", bad,
                        "ownJobs", jobs.own(request),
                        "leftBehind", left,
                        "safeMode", plugins.safeMode()));
    }

    private Response show(Request request) {
        PluginInfo info = find(request);
        Form form = settings(info).map(PluginSettingForm::now).orElseGet(() -> Form.of(Map.of()));
        return page(request, info, form, info.wanted().version(), null);
    }

    private Optional<PluginSettingForm> settings(PluginInfo info) {
        return plugins.active(info.id()).map(PluginSettingForm::new);
    }

    /**
     * @param version the version of the settings that the form is about
     * @param conflict null unless somebody else has saved meanwhile
     */
    private Response.Page page(
            Request request,
            PluginInfo info,
            Form form,
            int version,
            @Nullable List<PluginSettingForm.Difference> conflict) {
        Map<String, Object> model = new HashMap<>();
        model.put("removable", info.provenance() == Provenance.CUSTOMER);
        model.put("erasable", plugins.installer().erasable(info.id()));
        model.put("row", PluginRow.of(request, info));
        model.put("info", info);
        model.put("needs", needs(info.manifest(), plugins, request));
        model.put("form", form);
        model.put("version", version);
        model.put("conflict", conflict);
        model.put("safeMode", plugins.safeMode());
        model.put("jobs", plugins.active(info.id()).map(plugin -> jobs.of(plugin, request)).orElse(null));
        PluginDevelopment development = plugins.development();
        model.put("folder", development.folder(info.id()).map(folder -> folder.classes().toString()).orElse(""));
        model.put("explanation", development.failure(info.id()).map(PluginDevelopment.Failure::explanation).orElse(null));
        model.put("adds", plugins.adds(info.id()).in(request, info.id()));
        List<PluginSettingForm.Field> settings = settings(info).map(one -> one.fields(request)).orElse(List.of());
        model.put("settings", settings);
        model.put(
                "settingLabels",
                settings.stream().collect(Collectors.toMap(PluginSettingForm.Field::name, PluginSettingForm.Field::label)));
        model.put("items", history.of(PluginRepository.ENTITY, plugins.number(info.id()), HISTORY, request));
        return Response.page(ONE, model);
    }

    private Response enable(Request request) {
        PluginInfo info = plugins.enable(find(request).id(), grant(request));
        String name = info.manifest().name().in(request.locale());
        return info.problem() == null
                ? back(request).withNotice(plugins.safeMode() ? "plugin.modules.enabled.safemode" : "plugin.modules.enabled", name)
                : Response.redirect(PATH + "/" + info.id()).withFailure("plugin.modules.failed", name);
    }

    private Response disable(Request request) {
        PluginInfo info = plugins.disable(find(request).id(), grant(request));
        return back(request).withNotice("plugin.modules.disabled", info.manifest().name().in(request.locale()));
    }

    /** To where it was turned on or off. */
    private static Response.Redirect back(Request request) {
        boolean own = OWN.equals(request.form(FROM));
        return Response.redirect(own ? PATH + "/" + request.pathParameter("id") : PATH);
    }

    /** Each plugin that one needs, and the versions of it that will do. */
    static List<String> needs(PluginManifest manifest, PluginModule plugins, Request request) {
        return manifest.dependencies().stream()
                .map(needed -> plugins.name(needed.id()).with(needed.id()).in(request.locale()) + " " + needed.range())
                .toList();
    }

    private Response saveSettings(Request request) {
        PluginInfo info = find(request);
        PluginSettingForm settings = settings(info).orElseThrow(() -> new NotFound("settings of " + info.id()));
        Form form = Form.of(request);
        Map<String, String> values = settings.typed(request, form);
        String resolution = form.value("resolution");
        if (resolution.equals("theirs")) {
            return Response.redirect(PATH + "/" + info.id());
        }
        int version = (int) Ids.parse(form.value(resolution.isEmpty() ? "version" : "conflictVersion")).orElse(0);
        if (!form.valid()) {
            return page(request, info, form, version, null).withStatus(422);
        }
        try {
            plugins.saveSettings(info.id(), version, values, grant(request));
        } catch (StaleVersion e) {
            return page(request, find(request), form, version, settings.differences(request, form)).withStatus(409);
        }
        return Response.redirect(PATH + "/" + info.id())
                .withNotice("plugin.modules.settings.saved", info.manifest().name().in(request.locale()));
    }

    private PluginInfo find(Request request) {
        String id = request.pathParameter("id");
        return plugins.find(id).orElseThrow(() -> new NotFound("plugin " + id));
    }

    private Grant grant(Request request) {
        return grant(request, host);
    }

    /** Plugins are for the whole municipality. */
    static Grant grant(Request request, PluginHost host) {
        long municipality = host.units()
                .root()
                .orElseThrow(() -> new NotFound("the municipality"))
                .id();
        return HttpRequest.user(request).require(CorePermissions.SYSTEM_MANAGE, municipality);
    }
}
