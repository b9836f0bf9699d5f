package se.samsyn.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a command said, and how it ended. */
record Said(int exit, String out, String err) {

    static Said run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Cli.run(words, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), (settings, now) -> {});
        return new Said(exit, out.toString(UTF_8), err.toString(UTF_8));
    }
}
