package se.samsyn.core.plugin;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.plugin.jar.Provenance;

/**
 * A plugin in the reader's language.
 *
 * @param problem why it does not work; empty when nothing is wrong
 * @param technical the same as the machine says it, if that says more
 * @param ceases what is not there while it is off
 */
public record PluginRow(
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
        String technical,
        String neededBy,
        String ceases,
        boolean developed) {

    /** What people would miss, in the order that they are told. */
    private static final List<String> MISSED =
            List.of("routes", "panels", "tasks", "calendars", "fields", "search", "importers", "jobs");

    static PluginRow of(Request request, PluginInfo info) {
        PluginState state = info.state();
        return new PluginRow(
                info.id(),
                info.manifest().name().in(request.locale()),
                info.manifest().description().in(request.locale()),
                info.manifest().version(),
                request.text("plugin.provenance." + info.provenance()),
                info.wanted().enabled(),
                state == PluginState.ACTIVE,
                request.text("plugin.state." + state),
                color(state),
                problem(request, info.problem()),
                technical(info.problem()),
                info.neededBy().stream()
                        .map(other -> other.name().in(request.locale()))
                        .collect(Collectors.joining(", ")),
                ceases(request, info),
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

    private static String ceases(Request request, PluginInfo info) {
        String missed = MISSED.stream()
                .filter(kind -> !info.adds().names(kind).isEmpty())
                .map(kind -> request.text("plugin.disable.kind." + kind))
                .collect(Collectors.joining(", "));
        return Stream.of(
                        missed.isEmpty() ? "" : request.text("plugin.disable.ceases", missed),
                        info.listening() == 0 ? "" : request.text("plugin.disable.open", info.listening()),
                        request.text("plugin.disable.stays"))
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** At which step it stopped, and why; empty when nothing is wrong. */
    static String problem(Request request, @Nullable PluginProblem problem) {
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

    private static String technical(@Nullable PluginProblem problem) {
        return problem == null ? "" : problem.technical();
    }
}
