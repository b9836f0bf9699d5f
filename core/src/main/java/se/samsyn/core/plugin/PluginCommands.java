package se.samsyn.core.plugin;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.command.Command;
import se.samsyn.api.command.CommandRun;
import se.samsyn.api.service.Services;
import se.samsyn.api.web.InputException;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Rejection;

/** The subcommands of the command line that active plugins add. */
public final class PluginCommands {

    private static final Logger LOG = LoggerFactory.getLogger(PluginCommands.class);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String ORIGIN = "cli";

    private final PublishedPlugins published;
    private final PluginHost host;

    PluginCommands(PublishedPlugins published, PluginHost host) {
        this.published = published;
        this.host = host;
    }

    /**
     * A command that there is.
     *
     * @param help what it does, in the language of the command line
     */
    public record Available(String plugin, String name, String help) {}

    /**
     * Where a command was typed.
     *
     * @param resolve seen from the working folder
     */
    public record Typed(List<String> arguments, UnaryOperator<Path> resolve, Consumer<String> print) {}

    public List<Available> list() {
        return published.all().stream()
                .flatMap(plugin -> plugin.definition().commands().stream()
                        .map(command -> new Available(plugin.id(), command.name(), help(plugin, command))))
                .toList();
    }

    private static String help(ActivePlugin plugin, Command command) {
        return plugin.scope().messages().text(Messages.ENGLISH, "command." + command.name());
    }

    /**
     * Runs a command.
     *
     * @return its exit code: 0, 1 or 2
     * @throws Rejection when it threw, with its own message, or there is no such command any more
     */
    public int run(String pluginId, String name, Typed typed) {
        ActivePlugin plugin = published.find(pluginId).orElseThrow(() -> gone(pluginId, name));
        Command command = plugin.definition().commands().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> gone(pluginId, name));
        PluginScope scope = plugin.scope();
        if (scope.gateway().enter() != PluginGateway.Entry.ADMITTED) {
            throw gone(pluginId, name);
        }
        try {
            Services services = scope.services(host.access().system(ORIGIN));
            int exit = scope.gateway()
                    .call("command " + name, LONGEST, () -> command.work().run(new Run(typed, services, scope.messages())));
            return exit == 0 || exit == 2 ? exit : 1;
        } catch (PluginFailure e) {
            LOG.error("The command {} of {} failed", name, pluginId, e);
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            String message = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
            throw Rejection.of("", "plugin.command.failed", message);
        } catch (InputException e) {
            throw Rejection.of("", "plugin.command.failed", e.getMessage());
        } finally {
            scope.gateway().leave();
        }
    }

    private static Rejection gone(String plugin, String name) {
        return Rejection.of("", "plugin.command.gone", plugin, name);
    }

    private record Run(Typed typed, Services services, Messages messages) implements CommandRun {

        @Override
        public List<String> arguments() {
            return typed.arguments();
        }

        @Override
        public Path path(String argument) {
            try {
                return typed.resolve().apply(Path.of(argument));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("'" + argument + "' cannot be the name of a file.", e);
            }
        }

        @Override
        public void print(String line) {
            typed.print().accept(line);
        }

        @Override
        public String text(String key, Object... arguments) {
            return messages.text(Messages.ENGLISH, key, arguments);
        }
    }
}
