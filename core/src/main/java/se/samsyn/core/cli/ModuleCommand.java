package se.samsyn.core.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import se.samsyn.core.Samsyn;
import se.samsyn.core.plugin.PluginCommands;

/** Runs what the plugins add to the command line. */
@Command(
        name = "module",
        description = "Runs a command that a plugin adds: module PLUGIN COMMAND [ARGUMENT...]. Without a command it lists which"
                + " there are. What begins with -- and is not Samsyn's own goes to the command.")
final class ModuleCommand implements OperatorCommand {

    @Parameters(paramLabel = "WORD", arity = "0..*", description = "The plugin, its command, and what that takes")
    private List<String> words = new ArrayList<>();

    @Override
    public int run(Samsyn samsyn, Console console) {
        samsyn.plugins().startForCommands();
        PluginCommands commands = samsyn.plugins().commands();
        List<PluginCommands.Available> all = commands.list();
        if (words.isEmpty()) {
            tell(all, console);
            return 0;
        }
        String plugin = words.get(0);
        List<PluginCommands.Available> known = all.stream().filter(one -> one.plugin().equals(plugin)).toList();
        if (known.isEmpty()) {
            throw new CommandFailure("There is no enabled plugin " + plugin + " that has commands; 'module' lists those there are.");
        }
        if (words.size() == 1) {
            tell(known, console);
            return 0;
        }
        String name = words.get(1);
        if (known.stream().noneMatch(one -> one.name().equals(name))) {
            String there = known.stream().map(PluginCommands.Available::name).collect(Collectors.joining(", "));
            throw new Misuse("The plugin " + plugin + " has no command " + name + "; it has " + there + ".");
        }
        List<String> arguments = List.copyOf(words.subList(2, words.size()));
        return commands.run(
                plugin, name, new PluginCommands.Typed(arguments, console::resolve, line -> console.out().println(line)));
    }

    private static void tell(List<PluginCommands.Available> commands, Console console) {
        if (commands.isEmpty()) {
            console.out().println("No enabled plugin has commands.");
        }
        commands.forEach(one ->
                console.out().println("%-40s %s".formatted(one.plugin() + " " + one.name(), one.help())));
    }
}
