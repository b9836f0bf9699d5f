package se.samsyn.distribution.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A server in a process of its own. */
final class Child implements AutoCloseable {

    /** What the demo's heap must fit in, under load too, collected as the guide advises for so small a heap. */
    private static final List<String> HEAP = List.of("-Xmx96m", "-XX:+UseSerialGC");

    private static final List<String> SERVICE_HEAP = List.of("-Xmx512m", "-XX:+UseSerialGC");

    private final Process process;
    private final String url;

    private Child(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** The jar on the folder. */
    static Child samsyn(Path jar, Path folder) throws IOException {
        return samsyn(jar, folder, Redirect.INHERIT, HEAP);
    }

    /** The same with its log in a file, in the heap that the guide's service has. */
    static Child service(Path jar, Path folder, Redirect log) throws IOException {
        return samsyn(jar, folder, log, SERVICE_HEAP);
    }

    private static Child samsyn(Path jar, Path folder, Redirect log, List<String> heap) throws IOException {
        List<String> command = command(heap, "-jar", jar.toString(), "--data", folder.toString(), "--port", "0");
        return ready(process(command, log), command, "Samsyn is ready on ");
    }

    /** A class of these tests. */
    static Child bare(Class<?> main, String... arguments) throws IOException {
        return start(java(main, arguments), "ready ");
    }

    /** Runs a class of these tests to its end and gives the seconds that it says its work took. */
    static double run(Class<?> main, String... arguments) throws IOException {
        Process process = process(java(main, arguments), Redirect.INHERIT);
        String seconds = "";
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                seconds = line;
            }
        }
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(main.getSimpleName() + " failed");
        }
        return Double.parseDouble(seconds);
    }

    static Child start(List<String> arguments, String ready) throws IOException {
        return ready(process(arguments, Redirect.INHERIT), arguments, ready);
    }

    private static Child ready(Process process, List<String> arguments, String ready) throws IOException {
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(ready)) {
                String address = Arrays.stream(line.split(" ")).filter(w -> w.startsWith("http")).findFirst().orElseThrow();
                return new Child(process, address);
            }
        }
        throw new IOException("It did not start: " + arguments);
    }

    private static List<String> java(Class<?> main, String... arguments) {
        List<String> command = command(HEAP, "-cp", System.getProperty("java.class.path"), main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> command(List<String> heap, String... arguments) {
        List<String> command = new ArrayList<>(heap);
        command.addAll(List.of(arguments));
        return command;
    }

    private static Process process(List<String> arguments, Redirect log) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(log).start();
    }

    String url() {
        return url;
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
