package se.samsyn.distribution.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What this machine has of browsers, and the Node that drives them. */
final class Machine {

    private static final List<String> BROWSERS = List.of(
            "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "chrome");

    private static final List<Path> ELSEWHERE = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
            Path.of("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
            Path.of("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"),
            Path.of("C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe"));

    private static final String ADVICE = "The browser tests need Chromium, Chrome or Edge: install one and run again.";

    private Machine() {}

    /** A browser, installed if need be on a Debian-like machine where that is allowed; a test is never skipped. */
    static Path browser() {
        // The tests run in two processes: the second waits for the first, and does not meet a half installed browser.
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "samsyn-browser.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            return installed().or(Machine::install).orElseThrow(() -> new AssertionError(ADVICE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path node() {
        return onPath("node").orElseThrow(() -> new AssertionError("The build needs Node 20 or newer on the path."));
    }

    private static Optional<Path> installed() {
        return Stream.concat(
                        BROWSERS.stream().flatMap(name -> onPath(name).stream()),
                        ELSEWHERE.stream().filter(Files::isExecutable))
                .findFirst();
    }

    private static Optional<Path> install() {
        if (onPath("apt-get").isEmpty() || !System.getProperty("user.name").equals("root")) {
            return Optional.empty();
        }
        run("apt-get", "update");
        run("apt-get", "install", "-y", "--no-install-recommends", "chromium");
        return installed();
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(ADVICE + " (" + String.join(" ", command) + " failed.)");
            }
        } catch (IOException e) {
            throw new AssertionError(ADVICE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ADVICE, e);
        }
    }

    private static Optional<Path> onPath(String name) {
        String suffix = System.getProperty("os.name").startsWith("Windows") ? ".exe" : "";
        return Arrays.stream(System.getenv("PATH").split(System.getProperty("path.separator")))
                .map(folder -> Path.of(folder, name + suffix))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
