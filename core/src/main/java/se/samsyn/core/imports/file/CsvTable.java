package se.samsyn.core.imports.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.web.Rejection;

/** A table in text, separated by semicolon, comma or tab. */
final class CsvTable {

    private static final char[] SEPARATORS = {';', ',', '\t', '|'};
    private static final int LONGEST_ROW = 1 << 20;

    private CsvTable() {}

    static void read(InputFile file, List<String> required, Consumer<TableRow> rows) throws IOException {
        try {
            Heading heading = heading(file, required);
            try (CsvReader<CsvRecord> csv = csv(TextEncoding.open(file), heading.separator())) {
                for (CsvRecord record : csv) {
                    int line = (int) record.getStartingLineNumber();
                    if (line > heading.line() && !blank(record.getFields())) {
                        rows.accept(new TableRow(file, line, heading.columns(), record.getFields()));
                    }
                }
            }
        } catch (CsvParseException e) {
            throw Rejection.of(InputFiles.FIELD, "imports.error.csv", file.name());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private record Heading(char separator, int line, Map<String, Integer> columns) {}

    /** Tries each separator on the first lines; when none will do, says what is missing from the likeliest heading. */
    private static Heading heading(InputFile file, List<String> required) throws IOException {
        List<String> fewestMissing = required;
        List<String> nearest = List.of();
        for (char separator : SEPARATORS) {
            try (CsvReader<CsvRecord> csv = csv(TextEncoding.open(file), separator)) {
                Iterator<CsvRecord> records = csv.iterator();
                for (int i = 0; i < Table.HEADING_WITHIN; i++) {
                    CsvRecord record = next(records);
                    if (record == null) {
                        break;
                    }
                    Map<String, Integer> columns = Table.columns(record.getFields());
                    List<String> missing = Table.missing(columns, required);
                    if (missing.isEmpty()) {
                        Table.requireOnce(file, record.getFields(), required);
                        return new Heading(separator, (int) record.getStartingLineNumber(), columns);
                    }
                    if (nearest.isEmpty() || missing.size() < fewestMissing.size()) {
                        fewestMissing = missing;
                        nearest = record.getFields();
                    }
                }
            }
        }
        throw Table.noHeading(file, fewestMissing, nearest);
    }

    /** Null at the end, and where a separator that was only tried makes nonsense of a quote. */
    private static @Nullable CsvRecord next(Iterator<CsvRecord> records) {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            return null;
        }
    }

    private static CsvReader<CsvRecord> csv(Reader text, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LONGEST_ROW)
                .ofCsvRecord(text);
    }

    private static boolean blank(List<String> fields) {
        return fields.stream().allMatch(String::isBlank);
    }
}
