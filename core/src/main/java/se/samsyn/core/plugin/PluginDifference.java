package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.samsyn.api.web.Request;
import se.samsyn.core.plugin.PluginAdds.Named;
import se.samsyn.core.plugin.jar.ToldContributions;

/**
 * What one version of a plugin adds of a kind that another does not.
 *
 * @param kind in the reader's language
 * @param added what is new
 * @param gone what is there no more
 */
public record PluginDifference(String kind, List<String> added, List<String> gone) {

    /** Of the kinds that differ; of permissions and settings alone where it is not known what else one of them adds. */
    static List<PluginDifference> between(PluginAdds before, PluginAdds after, String id, Request request) {
        List<PluginDifference> all = new ArrayList<>();
        for (String kind : List.of("permission", "setting")) {
            Function<PluginAdds, Map<String, String>> names = adds -> labels(adds.named(request, kind + "s", kind + "."));
            all.add(of(request.text("plugin.modules." + kind + "s"), names.apply(before), names.apply(after)));
        }
        if (before.whole() && after.whole()) {
            all.add(of(
                    request.text("plugin.modules.routes"),
                    addresses(before.told(), id, request),
                    addresses(after.told(), id, request)));
            Map<String, Map<String, String>> was = parts(before.told());
            Map<String, Map<String, String>> becomes = parts(after.told());
            Set<String> kinds = new TreeSet<>(was.keySet());
            kinds.addAll(becomes.keySet());
            kinds.forEach(kind -> all.add(of(
                    request.text("plugin.modules.part." + kind),
                    was.getOrDefault(kind, Map.of()),
                    becomes.getOrDefault(kind, Map.of()))));
        }
        return all.stream().filter(one -> !one.added.isEmpty() || !one.gone.isEmpty()).toList();
    }

    private static PluginDifference of(String kind, Map<String, String> before, Map<String, String> after) {
        return new PluginDifference(kind, without(after, before), without(before, after));
    }

    private static List<String> without(Map<String, String> these, Map<String, String> others) {
        Set<String> names = new HashSet<>(these.keySet());
        names.removeAll(others.keySet());
        return these.entrySet().stream()
                .filter(one -> names.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Map<String, String> labels(List<Named> named) {
        Map<String, String> labels = new LinkedHashMap<>();
        named.forEach(one -> labels.put(one.name(), one.label().isEmpty() ? one.name() : one.label()));
        return labels;
    }

    /** One that is opened to everyone is another than the one that was not. */
    private static Map<String, String> addresses(ToldContributions told, String id, Request request) {
        Map<String, String> labels = new LinkedHashMap<>();
        told.addresses(id).forEach(address -> {
            String shown = address.open() ? address.text() + " – " + request.text("plugin.modules.open") : address.text();
            labels.put(shown, shown);
        });
        return labels;
    }

    private static Map<String, Map<String, String>> parts(ToldContributions told) {
        return told.parts().stream()
                .collect(Collectors.toMap(ToldContributions.Part::kind, part -> {
                    Map<String, String> names = new LinkedHashMap<>();
                    part.names().forEach(name -> names.put(name, name));
                    return names;
                }));
    }
}
