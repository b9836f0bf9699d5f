package se.samsyn.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import se.samsyn.api.ContributionList;
import se.samsyn.api.SamsynPlugin;

/** Writes what a plugin adds among its classes, in its build. {@code samsyn-plugin-parent} runs it. */
final class WrittenContributions {

    private WrittenContributions() {}

    /**
     * Arguments: the entry class, which is on the class path, and the folder of the classes.
     *
     * @throws IllegalStateException when the plugin cannot say what it adds
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]).resolve(ContributionList.FILE);
        Files.createDirectories(file.getParent());
        // The same on every machine.
        Files.writeString(file, String.join("\n", contributions(plugin(arguments[0]))) + "\n");
    }

    private static List<String> contributions(SamsynPlugin plugin) {
        try {
            return ContributionList.of(plugin);
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException(plugin.getClass().getName() + " does not say what it adds. Right: a define that only"
                    + " names things, and uses what start makes when it is called. Why: it is asked while the plugin is built,"
                    + " and told to those who decide about it before it is turned on.", e);
        }
    }

    private static SamsynPlugin plugin(String name) {
        try {
            return (SamsynPlugin) Class.forName(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException(name + " cannot be made. Right: a public class that implements SamsynPlugin and has"
                    + " a public constructor without arguments. Why: Samsyn starts the plugin with it.", e);
        }
    }
}
