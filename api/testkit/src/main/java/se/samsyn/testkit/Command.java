package se.samsyn.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of the jar, run to its end in a process of its own.
 *
 * @param out what it said on standard output
 * @param err what it said on standard error
 * @since 0.9.0
 */
public record Command(int exit, String out, String err) {

    /** Runs it on the data in the folder. */
    public static Command run(Path folder, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", folder.toString()));
        return run(Map.of(), all.toArray(String[]::new));
    }

    /**
     * The same.
     *
     * @throws AssertionError when it failed, with what it said
     */
    public Command done() {
        if (exit != 0) {
            throw new AssertionError("The command failed with exit code " + exit + ":\n" + err + out);
        }
        return this;
    }

    /** The same with settings in the environment alone. */
    public static Command run(Map<String, String> environment, String... words) {
        List<String> command = new ArrayList<>(ServerProcess.java(ServerProcess.jar()));
        command.addAll(List.of(words));
        Path folder = Folders.make("samsyn-command");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(300, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The command did not end: " + command);
            }
            return new Command(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        } finally {
            Folders.delete(folder);
        }
    }
}
