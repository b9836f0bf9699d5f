package se.samsyn.api.command;

import java.util.Objects;

/**
 * A subcommand of the command line: {@code samsyn.jar module <plugin id> <name> [arguments]}. Its help is the message {@code
 * command.<name>}. It runs in the server that serves the folder, or in the command's own process when none does.
 *
 * <pre>{@code
 * .command(new Command("import", run -> parts.nightly().run(run)))
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * Path file = Files.writeString(payroll.resolve("mars.csv"), HEADING + "Lindängsskolan;2026-03;5,9\n");
 * …
 * assertThat(samsyn.signIn("rektor").get(PAGE).body()).contains("mars.csv");
 * }</pre>
 *
 * @param name unique within the plugin; lower-case letters, digits and hyphens
 * @param work what it does
 * @since 0.9.0
 */
public record Command(String name, CommandWork work) {

    public Command {
        Objects.requireNonNull(name);
        Objects.requireNonNull(work);
    }

    /** What a command does. */
    @FunctionalInterface
    public interface CommandWork {

        /**
         * Runs once. An exception ends the command with 1 and its message.
         *
         * @return 0 when it did what was asked, 1 when it could not, 2 when the arguments are wrong
         */
        int run(CommandRun run) throws Exception;
    }
}
