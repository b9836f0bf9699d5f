package se.samsyn.core.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import se.samsyn.core.web.Messages;

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

    static ImportReport of(Staging staging, Locale locale, Messages messages) {
        List<Row> rejected = new ArrayList<>();
        staging.rows(RowState.REJECTED, row -> rejected.add(row(row, locale, messages)));
        List<String> notes = staging.notes().stream()
                .map(note -> messages.text(locale, note.key(), note.arguments().toArray()))
                .toList();
        return new ImportReport(staging.counts(), rejected, notes);
    }

    private static Row row(StagedRow row, Locale locale, Messages messages) {
        String state = row.state() == null ? "" : row.state().code();
        return new Row(row.file(), row.line(), state, row.what(), explanation(row, locale, messages));
    }

    /** Why the row has its state, and what would change. */
    private static String explanation(StagedRow row, Locale locale, Messages messages) {
        if (row.reason() != null) {
            return messages.text(locale, row.reason(), row.arguments().toArray());
        }
        return row.changes().stream()
                .map(change -> messages.text(locale, "imports.field." + change.field()) + ": "
                        + (change.before().isEmpty() ? "–" : change.before()) + " → "
                        + (change.after().isEmpty() ? "–" : change.after()))
                .collect(Collectors.joining("; "));
    }
}
