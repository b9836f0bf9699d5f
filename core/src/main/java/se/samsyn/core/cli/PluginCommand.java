package se.samsyn.core.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.Grant;
import se.samsyn.core.plugin.PluginInfo;
import se.samsyn.core.plugin.PluginNotInstalled;
import se.samsyn.core.plugin.PluginState;
import se.samsyn.core.plugin.jar.PluginInspection;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.plugin.jar.Provenance;
import se.samsyn.core.plugin.jar.ToldContributions;
import se.samsyn.core.web.Messages;

/** The plugins, from the command line. */
final class PluginCommand {

    private PluginCommand() {}

    /** Names the commands; does nothing itself. */
    @Command(
            name = "plugin",
            description = "Lists, enables, disables, installs and removes plugins, and erases their data.",
            subcommands = {ListAll.class, Enable.class, Disable.class, Install.class, Remove.class, Erase.class})
    static final class Group {}

    private static void requireKnown(Samsyn samsyn, String id) {
        if (samsyn.plugins().find(id).isEmpty()) {
            throw new CommandFailure("There is no plugin " + id + "; 'plugin list' tells which there are.");
        }
    }

    private static String line(Samsyn samsyn, PluginInfo plugin) {
        String line = "%-24s %-10s %-9s %-12s %s".formatted(
                plugin.id(),
                plugin.manifest().version(),
                plugin.wanted().enabled() ? "enabled" : "disabled",
                plugin.state(),
                plugin.manifest().name().english());
        return plugin.problem() == null ? line : line + ": " + problem(samsyn, plugin.problem());
    }

    private static String problem(Samsyn samsyn, PluginProblem problem) {
        String key = "plugin.problem." + problem.code();
        String why = samsyn.messages().text(Messages.ENGLISH, key, problem.arguments().toArray());
        return problem.technical().isEmpty() ? why : why + " (" + problem.technical() + ")";
    }

    /** Lists them. */
    @Command(name = "list", description = "Lists every plugin: id, version, whether it is enabled, what it is doing, name.")
    static final class ListAll implements OperatorCommand {

        @Override
        public int run(Samsyn samsyn, Console console) {
            samsyn.plugins().list().forEach(plugin -> console.out().println(line(samsyn, plugin)));
            return 0;
        }
    }

    /** Turns one on. */
    @Command(name = "enable", description = "Enables a plugin, at once where a server runs.")
    static final class Enable implements OperatorCommand {

        @Parameters(paramLabel = "ID", description = "As 'plugin list' tells it")
        private String id = "";

        @Override
        public int run(Samsyn samsyn, Console console) {
            requireKnown(samsyn, id);
            PluginInfo plugin = samsyn.plugins().enable(id, Grant.system("cli"));
            console.out().println(line(samsyn, plugin));
            boolean failed = plugin.state() == PluginState.FAILED || plugin.state() == PluginState.INCOMPATIBLE;
            return failed ? 1 : 0;
        }
    }

    /** Turns one off. */
    @Command(name = "disable", description = "Disables a plugin, at once where a server runs; its data stay.")
    static final class Disable implements OperatorCommand {

        @Parameters(paramLabel = "ID", description = "As 'plugin list' tells it")
        private String id = "";

        @Override
        public int run(Samsyn samsyn, Console console) {
            requireKnown(samsyn, id);
            console.out().println(line(samsyn, samsyn.plugins().disable(id, Grant.system("cli"))));
            return 0;
        }
    }

    /** Brings one in, or puts a newer one in its place. */
    @Command(
            name = "install",
            description = "Installs the plugin in FILE, or puts it in the place of the one that is there, at once where a"
                    + " server runs. A new one is off until it is enabled.")
    static final class Install implements OperatorCommand {

        @Parameters(paramLabel = "FILE", description = "The plugin's jar")
        private Path file = Path.of("");

        @Option(names = "--dry-run", description = "Only tells what the jar holds; nothing of it is run")
        private boolean dryRun;

        @Override
        public int run(Samsyn samsyn, Console console) throws IOException {
            Path jar = console.resolve(file);
            if (!Files.isRegularFile(jar)) {
                throw new CommandFailure("There is no file " + jar + ".");
            }
            try (InputStream content = Files.newInputStream(jar)) {
                PluginInspection found = samsyn.plugins().installer().stage(content);
                if (dryRun) {
                    tell(found, samsyn.messages(), console);
                    samsyn.plugins().installer().discard(found.sha256());
                    return 0;
                }
                String id = samsyn.plugins().installer().install(found.sha256(), Grant.system("cli"));
                PluginInfo plugin = samsyn.plugins().find(id).orElseThrow();
                console.out().println(line(samsyn, plugin));
                return plugin.problem() == null ? 0 : 1;
            } catch (PluginNotInstalled e) {
                throw new CommandFailure(problem(samsyn, e.problem()));
            }
        }

        private static void tell(PluginInspection found, Messages messages, Console console) {
            console.out().println("%s %s, %s, sha256 %s".formatted(
                    found.manifest().id(), found.manifest().version(), found.manifest().name().english(), found.sha256()));
            console.out().println(found.installed() == null ? "New" : "Replaces " + found.installed());
            list(console, "Tables", found.contents().tables());
            ToldContributions told = found.contents().told();
            if (told == null) {
                list(console, "Permissions that its texts name", english(found.contents().permissions()));
                list(console, "Settings that its texts name", english(found.contents().settings()));
                console.out().println("The jar is built without the list of what it adds: its addresses, jobs and the rest"
                        + " cannot be known before it is enabled");
                return;
            }
            console.out().println("As the jar tells, checked when it is enabled:");
            told.addresses(found.manifest().id())
                    .forEach(address -> console.out().println(address.text() + (address.open() ? " (open to everyone)" : "")));
            list(console, "Permissions", told.names("permissions"));
            list(console, "Settings", told.names("settings"));
            told.parts().forEach(part -> list(console, messages.text(Messages.ENGLISH, "plugin.modules.part." + part.kind()), part.names()));
        }

        private static List<String> english(List<PluginManifest.Text> texts) {
            return texts.stream().map(PluginManifest.Text::english).toList();
        }

        private static void list(Console console, String what, List<String> names) {
            console.out().println(what + ": " + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
    }

    /** Takes one away. */
    @Command(name = "remove", description = "Disables a plugin and takes its jar away; its data stay.")
    static final class Remove implements OperatorCommand {

        @Parameters(paramLabel = "ID", description = "As 'plugin list' tells it")
        private String id = "";

        @Override
        public int run(Samsyn samsyn, Console console) {
            requireKnown(samsyn, id);
            PluginInfo plugin = samsyn.plugins().find(id).orElseThrow();
            String label = plugin.manifest().label().english();
            if (plugin.provenance() == Provenance.BUNDLED) {
                throw new CommandFailure("The plugin " + label + " comes with Samsyn and can only be disabled.");
            }
            samsyn.plugins().installer().remove(id, Grant.system("cli"));
            console.out().println("Removed " + label);
            return 0;
        }
    }

    /** Takes away what one has saved. */
    @Command(
            name = "erase",
            description = "Erases all that a plugin has saved. It must be disabled or removed. Without --yes it only tells what.")
    static final class Erase implements OperatorCommand {

        @Parameters(paramLabel = "ID", description = "As 'plugin list' tells it, or as it was before it was removed")
        private String id = "";

        @Option(names = "--yes", description = "Does it; it cannot be undone")
        private boolean yes;

        @Override
        public int run(Samsyn samsyn, Console console) {
            if (!samsyn.plugins().installer().erasable(id)) {
                throw new CommandFailure("The plugin " + id + " has saved nothing, or is enabled; disable it first.");
            }
            Map<String, Long> rows = samsyn.plugins().installer().rows(id);
            rows.forEach((table, count) -> console.out().println(table + ": " + count + " rows"));
            if (yes) {
                samsyn.plugins().installer().erase(id, Grant.system("cli"));
                console.out().println("Erased");
            }
            return 0;
        }
    }
}
