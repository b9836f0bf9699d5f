package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.Setting;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.Grant;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.History;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.plugin.jar.Provenance;
import se.samsyn.core.plugin.jar.ToldContributions;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.StaleVersion;

/** Where an administrator turns plugins on and off, sets them, and sees how each is doing. */
final class PluginPages {

    static final String PATH = "/settings/modules";

    private static final String LIST = "se/samsyn/core/plugin/modules";
    private static final String ONE = "se/samsyn/core/plugin/module";
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

    /** A plugin in the reader's language; the problem is empty when nothing is wrong. */
    public record Row(
            String id,
            String name,
            String description,
            String version,
            String provenance,
            boolean wanted,
            boolean active,
            String state,
            String color,
            String problem,
            String neededBy,
            boolean developed) {}

    /** A file that is no plugin, and why. */
    public record BadFile(String name, String problem) {}

    /** A permission with the name that the plugin gives it. */
    public record Adds(String name, String label) {}

    /** A setting with its texts in the plugin's words. */
    public record SettingField(String name, String type, String label, String help) {}

    private Response list(Request request) {
        List<BadFile> bad = plugins.unusable().stream()
                .map(file -> new BadFile(file.file(), words(request, file.problem())))
                .toList();
        return Response.page(
                LIST,
                Map.of(
                        "plugins", plugins.list().stream().map(info -> row(request, info)).toList(),
                        "unusable", bad,
                        "ownJobs", jobs.own(request),
                        "leftBehind", plugins.installer().leftBehind(),
                        "safeMode", plugins.safeMode()));
    }

    private Response show(Request request) {
        PluginInfo info = find(request);
        Map<String, String> values = new HashMap<>();
        plugins.active(info.id()).map(ActivePlugin::settings).ifPresent(settings -> {
            settings.declared().forEach(setting -> values.put(field(setting), settings.value(setting.name())));
        });
        return page(request, info, Form.of(values), info.wanted().version(), null);
    }

    /** Apart from the names of other fields. */
    private static String field(Setting setting) {
        return "setting." + setting.name();
    }

    /** What somebody wrote in a setting, and what somebody else did meanwhile. */
    public record Difference(String label, String mine, String theirs) {}

    /**
     * @param version the version of the settings that the form is about
     * @param conflict null unless somebody else has saved meanwhile
     */
    private Response.Page page(
            Request request, PluginInfo info, Form form, int version, @Nullable List<Difference> conflict) {
        Optional<ActivePlugin> active = plugins.active(info.id());
        Map<String, Object> model = new HashMap<>();
        model.put("removable", info.provenance() == Provenance.CUSTOMER);
        model.put("erasable", plugins.installer().erasable(info.id()));
        model.put("row", row(request, info));
        model.put("info", info);
        model.put("form", form);
        model.put("version", version);
        model.put("conflict", conflict);
        model.put("safeMode", plugins.safeMode());
        model.put("jobs", active.map(plugin -> jobs.of(plugin, request)).orElse(null));
        PluginDevelopment development = plugins.development();
        model.put("folder", development.folder(info.id()).map(folder -> folder.classes().toString()).orElse(""));
        model.put("explanation", development.failure(info.id()).map(PluginDevelopment.Failure::explanation).orElse(null));
        Optional<ToldContributions> told = active.isPresent() ? Optional.of(info.adds()) : plugins.told(info.id());
        model.put("told", told.isPresent());
        model.put("addresses", told.map(adds -> adds.addresses(info.id())).orElse(List.of()));
        model.put("parts", told.map(ToldContributions::parts).orElse(List.of()));
        model.put("adds", active.map(plugin -> adds(request, plugin)).orElse(told.map(PluginPages::adds).orElse(List.of())));
        List<SettingField> settings =
                active.map(plugin -> settingFields(request, plugin)).orElse(List.of());
        model.put("settings", settings);
        model.put(
                "settingLabels",
                settings.stream().collect(Collectors.toMap(SettingField::name, SettingField::label)));
        model.put("items", history.of(PluginRepository.ENTITY, plugins.number(info.id()), HISTORY, request));
        return Response.page(ONE, model);
    }

    private static List<Adds> adds(Request request, ActivePlugin plugin) {
        return plugin.definition().permissions().stream()
                .map(permission -> new Adds(permission.name(), text(request, plugin, "permission." + permission.name())))
                .toList();
    }

    /** The words for them are not read of a plugin that is off. */
    private static List<Adds> adds(ToldContributions told) {
        return told.names("permissions").stream().map(name -> new Adds(name, "")).toList();
    }

    private static List<SettingField> settingFields(Request request, ActivePlugin plugin) {
        List<SettingField> fields = new ArrayList<>();
        for (Setting setting : plugin.definition().settings()) {
            String key = "setting." + setting.name();
            fields.add(new SettingField(
                    field(setting),
                    setting.type().name(),
                    text(request, plugin, key),
                    text(request, plugin, key + ".help")));
        }
        return fields;
    }

    private static String text(Request request, ActivePlugin plugin, String key) {
        return plugin.scope().messages().text(request.locale(), key);
    }

    private Response enable(Request request) {
        PluginInfo info = plugins.enable(find(request).id(), grant(request));
        String name = info.manifest().name().in(request.locale());
        boolean failed = info.problem() != null;
        return Response.redirect(failed ? PATH + "/" + info.id() : PATH)
                .withNotice(failed ? "plugin.modules.failed" : "plugin.modules.enabled", name);
    }

    private Response disable(Request request) {
        PluginInfo info = plugins.disable(find(request).id(), grant(request));
        return Response.redirect(PATH)
                .withNotice("plugin.modules.disabled", info.manifest().name().in(request.locale()));
    }

    private Response saveSettings(Request request) {
        PluginInfo info = find(request);
        List<Setting> declared = plugins.active(info.id())
                .map(plugin -> plugin.settings().declared())
                .orElseThrow(() -> new NotFound("settings of " + info.id()));
        Form form = Form.of(request);
        Map<String, String> values = new HashMap<>();
        for (Setting setting : declared) {
            String value = setting.type() == Setting.Type.BOOLEAN
                    ? Boolean.toString(form.checked(field(setting)))
                    : form.value(field(setting));
            if (!PluginSettings.fits(setting, value)) {
                form.reject(field(setting), request.text("plugin.setting.invalid." + setting.type()));
            }
            values.put(setting.name(), value);
        }
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
            PluginInfo now = find(request);
            return page(request, now, form, version, differences(request, now, form)).withStatus(409);
        }
        return Response.redirect(PATH + "/" + info.id())
                .withNotice("plugin.modules.settings.saved", info.manifest().name().in(request.locale()));
    }

    /** Where the form and the settings as they are now say different things. */
    private List<Difference> differences(Request request, PluginInfo now, Form form) {
        List<Difference> differences = new ArrayList<>();
        plugins.active(now.id()).ifPresent(plugin -> plugin.settings().declared().forEach(setting -> {
            boolean yesOrNo = setting.type() == Setting.Type.BOOLEAN;
            String mine = yesOrNo ? Boolean.toString(form.checked(field(setting))) : form.value(field(setting));
            String theirs = plugin.settings().value(setting.name());
            if (!mine.equals(theirs)) {
                differences.add(new Difference(
                        text(request, plugin, "setting." + setting.name()),
                        yesOrNo ? request.text("plugin.setting." + mine) : mine,
                        yesOrNo ? request.text("plugin.setting." + theirs) : theirs));
            }
        }));
        return differences;
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

    private static Row row(Request request, PluginInfo info) {
        PluginState state = info.state();
        return new Row(
                info.id(),
                info.manifest().name().in(request.locale()),
                info.manifest().description().in(request.locale()),
                info.manifest().version(),
                request.text("plugin.provenance." + info.provenance()),
                info.wanted().enabled(),
                state == PluginState.ACTIVE,
                request.text("plugin.state." + state),
                color(state),
                words(request, info.problem()),
                info.neededBy().stream()
                        .map(other -> other.name().in(request.locale()))
                        .collect(Collectors.joining(", ")),
                info.provenance() == Provenance.DEVELOPMENT);
    }

    private static String color(PluginState state) {
        return switch (state) {
            case ACTIVE -> "success";
            case FAILED -> "danger";
            case INCOMPATIBLE -> "warning";
            case STARTING, STOPPING -> "info";
            case DISCOVERED, RESOLVED, OFF -> "neutral";
        };
    }

    static String words(Request request, @Nullable PluginProblem problem) {
        if (problem == null) {
            return "";
        }
        return request.text(
                "plugin.modules.problem.text",
                request.text("plugin.stage." + problem.stage()),
                why(request, problem));
    }

    static String why(Request request, PluginProblem problem) {
        return request.text("plugin.problem." + problem.code(), problem.arguments().toArray());
    }
}
