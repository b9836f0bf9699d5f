package se.samsyn.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The jar as an operator runs it: a process of its own that serves a folder.
 *
 * @since 0.9.0
 */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("^Samsyn is ready .* ((https?://[^/]+)(/\\S*)?)$");
    private static final int PATIENCE_SECONDS = 300;

    private final Process process;
    private final Path temporary;
    private final Thread reader;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<@Nullable String> address = new AtomicReference<>();
    private final AtomicReference<@Nullable String> told = new AtomicReference<>();
    private final CountDownLatch ready = new CountDownLatch(1);

    private ServerProcess(Process process, Path temporary) {
        this.process = process;
        this.temporary = temporary;
        this.reader = new Thread(this::read, "server output");
        reader.setDaemon(true);
        reader.start();
    }

    /** The jar, which the build names to tests in the system property {@code samsyn.jar}. */
    public static Path jar() {
        return Path.of(required("samsyn.jar"));
    }

    static String required(String property) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("The system property " + property + " is not set. With samsyn-plugin-parent as"
                    + " parent, the tests named *IT have it when 'mvn verify' runs them.");
        }
        return value;
    }

    /** Starts the jar on the folder and a free port, and waits until it is ready. */
    public static ServerProcess start(Path folder, String... more) {
        ServerProcess server = launch(List.of(), jar(), folder, more);
        server.awaitReady();
        return server;
    }

    /**
     * Starts the jar without waiting.
     *
     * @param before what stands before {@code java}, such as a command that runs it as someone else
     */
    public static ServerProcess launch(List<String> before, Path jar, Path folder, String... more) {
        List<String> command = new ArrayList<>(before);
        Path temporary = Folders.make("samsyn-server");
        // One that is killed leaves what it has there; somebody else than whom it belongs to could not write in it.
        command.addAll(before.isEmpty() ? java(jar, "-Djava.io.tmpdir=" + temporary) : java(jar));
        command.addAll(List.of("--port", "0", "--data", folder.toString()));
        command.addAll(List.of(more));
        try {
            return new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What starts the jar. It lives for seconds, so compiling more than once would cost more than it gives. */
    static List<String> java(Path jar, String... options) {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.add("-XX:TieredStopAtLevel=1");
        java.addAll(List.of(options));
        java.addAll(List.of("-jar", jar.toString()));
        return java;
    }

    public void awaitReady() {
        try {
            if (!ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || address.get() == null) {
                process.destroyForcibly();
                throw new AssertionError("The server did not get ready:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Where it is reached, without a slash at the end. */
    public String url() {
        return Objects.requireNonNull(address.get(), "The server is not ready");
    }

    /** The address that it printed, with the one-time token when it is not set up yet. */
    public String toldAddress() {
        return Objects.requireNonNull(told.get(), "The server is not ready");
    }

    /** All that it has said. */
    public String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** As a power cut: at once, nothing closed. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Asks it to end, and answers with its exit code. */
    public int stop() {
        process.destroy();
        return await();
    }

    /** Waits for it to end by itself. */
    public int await() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The server did not end:\n" + output());
            }
            reader.join();
            Folders.delete(temporary);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher found = READY.matcher(line);
                if (found.find()) {
                    told.set(found.group(1));
                    address.set(found.group(2));
                    ready.countDown();
                }
            }
        } catch (IOException e) {
            output.add("(output ended: " + e.getMessage() + ")");
        } finally {
            ready.countDown();
        }
    }
}
