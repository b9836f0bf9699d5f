package se.samsyn.core.plugin.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The plugins as they lie in a data folder, looked at from outside: nothing is copied, loaded or started. */
public final class PluginFiles {

    private PluginFiles() {}

    /**
     * A jar.
     *
     * @param id of the plugin in it; null when it is none
     * @param problem why it cannot be used; null when it can
     */
    public record Seen(String file, @Nullable String id, @Nullable PluginProblem problem) {}

    /** Those that were put there, and the bundled ones that the last start unpacked. */
    public static List<Seen> in(Path data) throws IOException {
        List<Seen> seen = new ArrayList<>();
        for (Path folder : List.of(data.resolve("plugins"), data.resolve("plugins").resolve("bundled"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(file -> seen.add(look(file)));
                }
            }
        }
        return seen;
    }

    private static Seen look(Path file) {
        String name = file.getFileName().toString();
        try {
            PluginManifest manifest = PluginManifest.read(file);
            ApiVersion.require(manifest.requires());
            return new Seen(name, manifest.id(), null);
        } catch (PluginRefused e) {
            return new Seen(name, null, PluginProblem.of(PluginProblem.Stage.CHECK, e));
        }
    }
}
