package se.samsyn.core.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.Grant;
import se.samsyn.core.plugin.PluginInfo;
import se.samsyn.core.plugin.PluginState;
import se.samsyn.core.web.Messages;

/** The plugins, from the command line. */
final class PluginCommand {

    private PluginCommand() {}

    /** Names the commands; does nothing itself. */
    @Command(
            name = "plugin",
            description = "Lists, enables and disables plugins.",
            subcommands = {ListAll.class, Enable.class, Disable.class})
    static final class Group {}

    private static void requireKnown(Samsyn samsyn, String id) {
        if (samsyn.plugins().find(id).isEmpty()) {
            throw new CommandFailure("There is no plugin " + id + "; 'plugin list' tells which there are.");
        }
    }

    private static String line(Samsyn samsyn, PluginInfo plugin) {
        String line = "%-24s %-10s %-9s %s".formatted(
                plugin.id(),
                plugin.manifest().version(),
                plugin.wanted().enabled() ? "enabled" : "disabled",
                plugin.state());
        return plugin.problem() == null ? line : line + ": " + problem(samsyn, plugin);
    }

    private static String problem(Samsyn samsyn, PluginInfo plugin) {
        String key = "plugin.problem." + plugin.problem().code();
        return samsyn.messages().text(Messages.ENGLISH, key, plugin.problem().arguments().toArray());
    }

    /** Lists them. */
    @Command(name = "list", description = "Lists every plugin: id, version, whether it is enabled, what it is doing.")
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
}
