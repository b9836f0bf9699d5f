package se.samsyn.core.imports;

import java.util.List;

/**
 * What an import did, or would do.
 *
 * @param rejected the rejected rows
 * @param notes what there is to say of the whole
 */
public record ImportReport(Counts counts, List<Row> rejected, List<String> notes) {

    public ImportReport {
        rejected = List.copyOf(rejected);
        notes = List.copyOf(notes);
    }

    /**
     * A row, with its reason in the language of whoever asked.
     *
     * @param line 0 when the file has no lines
     * @param state such as {@code rejected}
     * @param key what the row is about
     */
    public record Row(String file, int line, String state, String key, String reason) {}
}
