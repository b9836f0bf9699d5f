package se.samsyn.core.cli;

import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Where a command was typed.
 *
 * @param folder the working folder, which file names are relative to
 */
record Console(PrintWriter out, PrintWriter err, Path folder) {

    Path resolve(Path file) {
        return folder.resolve(file).normalize();
    }
}
