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
import java.util.stream.Stream;
import se.samsyn.api.web.Request;
import se.samsyn.core.plugin.PluginAdds.Named;
import se.samsyn.core.plugin.jar.PluginInspection.Contents;
import se.samsyn.core.plugin.jar.ToldContributions;
import se.samsyn.core.plugin.jar.ToldContributions.Address;

/**
 * How what one version of a plugin adds of a kind differs from what another does.
 *
 * @param kind in the reader's language
 * @param added what is new
 * @param changed what is there still, for others than before
 * @param gone what is there no more
 */
public record PluginDifference(String kind, List<String> added, List<String> changed, List<String> gone) {

    /** Of the kinds that differ; of permissions and settings alone where it is not known what else one of them adds. */
    static List<PluginDifference> between(PluginAdds before, PluginAdds after, String id, Request request) {
        List<PluginDifference> all = new ArrayList<>();
        for (String kind : List.of("permission", "setting")) {
            Function<PluginAdds, Map<String, String>> names = adds -> labels(adds.named(request, kind + "s", kind + "."));
            all.add(of(request.text("plugin.modules." + kind + "s"), names.apply(before), names.apply(after)));
        }
        if (before.whole() && after.whole()) {
            all.add(addresses(before, after, id, request));
            Map<String, Map<String, String>> was = parts(before, request, id);
            Map<String, Map<String, String>> becomes = parts(after, request, id);
            Set<String> kinds = new TreeSet<>(was.keySet());
            kinds.addAll(becomes.keySet());
            kinds.forEach(kind -> all.add(of(
                    request.text("plugin.modules.part." + kind),
                    was.getOrDefault(kind, Map.of()),
                    becomes.getOrDefault(kind, Map.of()))));
        }
        return all.stream().filter(PluginDifference::any).toList();
    }

    /** Of the tables and the migrations in two jars. */
    static List<PluginDifference> ofDatabase(Contents before, Contents after, Request request) {
        return Stream.of(
                        of(request.text("plugin.modules.tables"), same(before.tables()), same(after.tables())),
                        of(request.text("plugin.modules.migrations"), same(before.migrations()), same(after.migrations())))
                .filter(PluginDifference::any)
                .toList();
    }

    private static Map<String, String> same(List<String> names) {
        Map<String, String> labels = new LinkedHashMap<>();
        names.forEach(name -> labels.put(name, name));
        return labels;
    }

    private boolean any() {
        return !added.isEmpty() || !changed.isEmpty() || !gone.isEmpty();
    }

    private static PluginDifference of(String kind, Map<String, String> before, Map<String, String> after) {
        return new PluginDifference(kind, without(after, before), List.of(), without(before, after));
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

    /** An address that is opened to others than before is changed. */
    private static PluginDifference addresses(PluginAdds before, PluginAdds after, String id, Request request) {
        Map<String, Address> was = addresses(before.told(), id);
        Map<String, Address> becomes = addresses(after.told(), id);
        List<String> added = becomes.values().stream()
                .filter(address -> !was.containsKey(address.text()))
                .map(address -> address.open() ? address.text() + " – " + request.text("plugin.modules.open") : address.text())
                .toList();
        List<String> changed = becomes.values().stream()
                .filter(address -> was.containsKey(address.text()) && !was.get(address.text()).equals(address))
                .map(address -> request.text(
                        "plugin.staged.access",
                        address.text(),
                        after.whoMay(request, address),
                        before.whoMay(request, was.get(address.text()))))
                .toList();
        List<String> gone = was.keySet().stream().filter(text -> !becomes.containsKey(text)).toList();
        return new PluginDifference(request.text("plugin.modules.routes"), added, changed, gone);
    }

    private static Map<String, Address> addresses(ToldContributions told, String id) {
        Map<String, Address> addresses = new LinkedHashMap<>();
        told.addresses(id).forEach(address -> addresses.put(address.text(), address));
        return addresses;
    }

    private static Map<String, Map<String, String>> parts(PluginAdds adds, Request request, String id) {
        return adds.told().parts().stream()
                .collect(Collectors.toMap(ToldContributions.Part::kind, part -> {
                    Map<String, String> labels = new LinkedHashMap<>();
                    part.names().forEach(name -> labels.put(name, adds.word(request, id, part.kind(), name)));
                    return labels;
                }));
    }
}
