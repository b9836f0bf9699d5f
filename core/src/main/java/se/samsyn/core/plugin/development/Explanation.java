package se.samsyn.core.plugin.development;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a plugin under development and where in its files; in texts alone, since the failure itself would
 * keep the plugin's classes in memory.
 *
 * @param errors the failure and what caused it, the cause of all first; empty when Samsyn refused what it saw
 * @param place where; null when that is not known
 * @param trace where it passed in the plugin's own classes, the innermost first
 */
public record Explanation(List<String> errors, @Nullable Place place, List<String> trace) {

    /**
     * A line of a file.
     *
     * @param file seen from the project's folder
     * @param before some lines before it, with their numbers
     * @param there the line; empty when the file is not there
     * @param after some lines after it
     */
    public record Place(String file, int line, String before, String there, String after) {

        /** The file and the line's number. */
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** In one line. */
    public String line() {
        return String.join("; ", errors.stream().limit(1).toList()) + (place == null ? "" : " (" + place + ")");
    }
}
