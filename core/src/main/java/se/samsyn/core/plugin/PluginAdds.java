package se.samsyn.core.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Request;
import se.samsyn.core.plugin.PluginMemory.Known;
import se.samsyn.core.plugin.jar.PluginInspection;
import se.samsyn.core.plugin.jar.PluginInspector;
import se.samsyn.core.plugin.jar.PluginJar;
import se.samsyn.core.plugin.jar.PluginManifest.Text;
import se.samsyn.core.plugin.jar.PluginRefused;
import se.samsyn.core.plugin.jar.Provenance;
import se.samsyn.core.plugin.jar.ToldContributions;

/**
 * What a plugin adds, as far as it is known.
 *
 * @param from how it is known
 * @param version the version that it is known of
 * @param words what it calls what it adds, by the keys of its messages
 */
record PluginAdds(From from, String version, ToldContributions told, Map<String, Text> words) {

    /** How it is known; the message {@code plugin.adds.<NAME>} says so. */
    enum From {
        /** The plugin has said so itself. */
        USE,
        /** The jar tells it. */
        JAR,
        /** It was so when the plugin was last on. */
        MEMORY,
        /** The texts in the jar name some of it. */
        TEXTS
    }

    static PluginAdds of(ActivePlugin active) {
        return new PluginAdds(
                From.USE,
                active.manifest().version(),
                new ToldContributions(active.definition().told().lines()),
                Known.of(active).words());
    }

    /**
     * As it is known of one that is off.
     *
     * @param known what is remembered of it
     */
    static PluginAdds of(PluginJar jar, Optional<Known> known) {
        Optional<PluginAdds> read = contents(jar).map(contents -> in(contents, jar.manifest().version()));
        if (known.isPresent()
                && !known.get().adds().isEmpty()
                && read.filter(adds -> adds.from == From.JAR).isEmpty()) {
            Known before = known.get();
            return new PluginAdds(From.MEMORY, before.version(), new ToldContributions(before.adds()), before.words());
        }
        return read.orElseGet(() ->
                new PluginAdds(From.TEXTS, jar.manifest().version(), new ToldContributions(List.of()), Map.of()));
    }

    /** As a jar has it. */
    static PluginAdds in(PluginInspection.Contents contents, String version) {
        Map<String, Text> words = contents.words();
        if (contents.told() != null) {
            return new PluginAdds(From.JAR, version, contents.told(), words);
        }
        List<String> named = words.keySet().stream()
                .map(key -> key.startsWith("permission.")
                        ? "permissions " + key.substring("permission.".length())
                        : "settings " + key.substring("setting.".length()))
                .toList();
        return new PluginAdds(From.TEXTS, version, new ToldContributions(named), words);
    }

    /** A folder that is compiled into is no jar, and may change while it is read. */
    static Optional<PluginInspection.Contents> contents(PluginJar jar) {
        if (jar.provenance() == Provenance.DEVELOPMENT) {
            return Optional.empty();
        }
        try {
            return Optional.of(PluginInspector.look(jar.file(), jar.manifest()));
        } catch (PluginRefused e) {
            return Optional.empty();
        }
    }

    /** Something that the plugin gives a name in its own words, which are empty when they are not known. */
    public record Named(String name, String label) {}

    /** The same in the reader's language. */
    public record Shown(
            String note,
            List<Named> permissions,
            List<Named> settings,
            List<ToldContributions.Address> addresses,
            List<ToldContributions.Part> parts) {}

    Shown in(Request request, String id) {
        return new Shown(
                from == From.USE ? "" : request.text("plugin.adds." + from, version),
                named(request, "permissions", "permission."),
                from == From.USE ? List.of() : named(request, "settings", "setting."),
                told.addresses(id),
                parts(request, id));
    }

    /** What it adds of every other kind, as people know it where there are words for it. */
    List<ToldContributions.Part> parts(Request request, String id) {
        return told.parts().stream()
                .map(part -> new ToldContributions.Part(
                        part.kind(),
                        part.names().stream().map(name -> word(request, id, part.kind(), name)).toList()))
                .toList();
    }

    String word(Request request, String id, String kind, String name) {
        boolean slot = kind.equals("panels") && Stream.of(Panel.Slot.values()).anyMatch(one -> one.name().equals(name));
        if (slot) {
            return request.text("plugin.modules.slot." + name);
        }
        if (kind.equals("navigation")) {
            return "/modules/" + id + (name.equals("/") ? "" : name);
        }
        Text word = words.get(ToldContributions.wordKey(kind, name));
        return word == null ? name : word.in(request.locale());
    }

    /** Whether it is all that it adds, and not only what its texts name. */
    boolean whole() {
        return from != From.TEXTS;
    }

    /** For whom an address is open, to stand after a preposition. */
    String whoMay(Request request, ToldContributions.Address address) {
        String everywhere = "everywhere:";
        if (address.open() || address.access().equals("signed-in")) {
            return request.text("plugin.access." + address.access());
        }
        boolean all = address.access().startsWith(everywhere);
        String permission = all ? address.access().substring(everywhere.length()) : address.access();
        Text words = this.words.get("permission." + permission);
        return request.text(
                all ? "plugin.access.everywhere" : "plugin.access.permission", words == null ? permission : words.in(request.locale()));
    }

    List<Named> named(Request request, String kind, String prefix) {
        return told.names(kind).stream()
                .map(name -> new Named(
                        name,
                        Optional.ofNullable(words.get(prefix + name)).map(text -> text.in(request.locale())).orElse("")))
                .toList();
    }
}
