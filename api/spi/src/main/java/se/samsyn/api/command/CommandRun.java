package se.samsyn.api.command;

import java.nio.file.Path;
import java.util.List;
import se.samsyn.api.service.Services;

/**
 * One run of a command. For its own thread alone.
 *
 * <pre>{@code
 * if (run.arguments().size() != 1) {
 *     run.print(run.text("command.import.one"));
 *     return 2;
 * }
 * Path path = run.path(run.arguments().get(0));
 * }</pre>
 *
 * @since 0.9.0
 */
public interface CommandRun {

    /** What stood after the command's name, in order. */
    List<String> arguments();

    /**
     * A file that an argument names, seen from the folder where the command was typed.
     *
     * @throws IllegalArgumentException when the text is no path; the message says so
     */
    Path path(String argument);

    /** Writes a line to the person who typed the command. */
    void print(String line);

    /** Samsyn's data with every permission: who may run commands on the folder may do all. */
    Services services();

    /** A message of the plugin's, or core's, in the language of the command line. */
    String text(String key, Object... arguments);
}
