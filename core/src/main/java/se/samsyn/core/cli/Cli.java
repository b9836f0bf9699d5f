package se.samsyn.core.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import se.samsyn.core.Samsyn;
import se.samsyn.core.backup.BackupException;
import se.samsyn.core.database.StorageException;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.setup.DemoFiller;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Rejection;

/** The command line: reads the words, and runs the command where it is to run. */
public final class Cli {

    private static final int FAILED = CommandLine.ExitCode.SOFTWARE;
    private static final int MISUSED = CommandLine.ExitCode.USAGE;

    /** A server that runs is past its beginning. */
    private static final DemoFiller NO_DEMO = (settings, now) -> {
        throw new Misuse("The server is already running.");
    };

    private final List<String> words;
    private final Console console;
    private final DataFolder folder;
    private final DemoFiller demo;
    private final @Nullable Samsyn serving;

    private Cli(
            List<String> words, Console console, DataFolder folder, DemoFiller demo, @Nullable Samsyn serving) {
        this.words = words;
        this.console = console;
        this.folder = folder;
        this.demo = demo;
        this.serving = serving;
    }

    /** Runs a command and answers with its exit code: 0, 1 when it failed, 2 when it was misused. */
    public static int run(String[] arguments, PrintStream out, PrintStream err, DemoFiller demo) {
        Console console = new Console(
                new PrintWriter(out, true), new PrintWriter(err, true), Path.of("").toAbsolutePath());
        SettingDefaults defaults = SettingDefaults.of(arguments, System.getenv(), console.folder());
        return new Cli(List.of(arguments), console, new DataFolder(defaults.data()), demo, null).execute(defaults);
    }

    /** Runs a command that was typed elsewhere, in the server that serves its folder. */
    static RunningServer.Outcome inServer(Samsyn samsyn, RunningServer.Order order) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), Path.of(order.folder()));
        String[] words = order.words().toArray(String[]::new);
        SettingDefaults defaults = SettingDefaults.of(words, Map.of(), console.folder());
        int exit = new Cli(order.words(), console, new DataFolder(samsyn.settings().data()), NO_DEMO, samsyn).execute(defaults);
        return new RunningServer.Outcome(exit, out.toString(), err.toString());
    }

    private int execute(SettingDefaults defaults) {
        CommandLine line = new CommandLine(new RootCommand(folder, demo))
                .addSubcommand(new ServeCommand(folder, demo))
                .addSubcommand(new ImportCommand())
                .addSubcommand(new UserCommand.Group())
                .addSubcommand(new PluginCommand.Group())
                .addSubcommand("module", module())
                .addSubcommand(new BackupCommand())
                .addSubcommand(new RestoreCommand(folder))
                .addSubcommand(new DoctorCommand(folder))
                .addSubcommand(new SdkCommand())
                .setDefaultValueProvider(defaults)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(console.out())
                .setErr(console.err())
                .setExecutionStrategy(this::dispatch)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure));
        int exit = line.execute(words.toArray(String[]::new));
        // The process ends at once after this; what was printed without a line end of its own is still held back.
        console.out().flush();
        console.err().flush();
        return exit;
    }

    /** Options that are not Samsyn's are the plugin's to understand. */
    private static CommandLine module() {
        return new CommandLine(new ModuleCommand()).setUnmatchedOptionsArePositionalParams(true);
    }

    private int dispatch(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        ParseResult deepest = parsed;
        while (deepest.hasSubcommand()) {
            deepest = deepest.subcommand();
        }
        Object command = deepest.commandSpec().userObject();
        try {
            if (command instanceof OperatorCommand operator) {
                return operate(operator);
            }
            if (command instanceof LocalCommand local) {
                return local.run(console);
            }
            throw new Misuse("'" + deepest.commandSpec().qualifiedName() + "' needs a command after it; --help lists them.");
        } catch (Exception e) {
            throw new CommandLine.ExecutionException(deepest.commandSpec().commandLine(), e.getMessage(), e);
        }
    }

    private int operate(OperatorCommand command) throws Exception {
        if (serving != null) {
            return command.run(serving, console);
        }
        if (!Files.isDirectory(folder.path())) {
            throw new CommandFailure("There is no data folder " + folder.path() + ".");
        }
        Optional<FileLock> lock = folder.lock();
        if (lock.isEmpty()) {
            return passOn();
        }
        FileLock held = lock.get();
        try (held; Samsyn samsyn = Samsyn.open(Settings.of(folder.path()), Clock.systemUTC())) {
            return command.run(samsyn, console);
        }
    }

    private int passOn() throws IOException, InterruptedException {
        RunningServer.Outcome outcome = carriedOut(RunningServer.of(folder));
        console.out().print(outcome.out());
        console.out().flush();
        console.err().print(outcome.err());
        console.err().flush();
        return outcome.exit();
    }

    private RunningServer.Outcome carriedOut(RunningServer server) throws InterruptedException {
        try {
            return server.run(new RunningServer.Order(words, console.folder().toString()));
        } catch (ConnectException e) {
            throw new CommandFailure("Another command works on " + folder.path() + " right now; try again when it is done.");
        } catch (IOException e) {
            throw new CommandFailure("The running server ended before it was done with the command.");
        }
    }

    private int explain(Exception failure) {
        Throwable cause = failure instanceof CommandLine.ExecutionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        if (cause instanceof Misuse misuse) {
            console.err().println(misuse.getMessage());
            return MISUSED;
        }
        if (cause instanceof Rejection rejection) {
            Messages texts = Samsyn.texts();
            rejection.reasons().forEach(reason -> console.err()
                    .println(texts.text(Messages.ENGLISH, reason.key(), reason.arguments().toArray())));
            return FAILED;
        }
        boolean told = cause instanceof CommandFailure
                || cause instanceof BackupException
                || cause instanceof StorageException
                || cause instanceof UncheckedIOException
                || cause instanceof IllegalArgumentException;
        if (told) {
            console.err().println(cause.getMessage());
        } else {
            console.err().println("It failed: " + cause);
        }
        return FAILED;
    }
}
