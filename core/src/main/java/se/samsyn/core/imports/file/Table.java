package se.samsyn.core.imports.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import se.samsyn.core.web.Rejection;

/**
 * A table with named columns in a CSV or XLSX file. The heading is the first of the first lines that has every required
 * column, so that what publishers write above it does no harm; the separator is whichever makes it so.
 */
public final class Table {

    static final int HEADING_WITHIN = 40;
    static final int MOST_COLUMNS = 300;

    private Table() {}

    /**
     * Gives each row below the heading, one at a time.
     *
     * @param required the columns that must be there, in any case
     * @throws Rejection when the file has no such table
     */
    public static void read(InputFile file, List<String> required, Consumer<TableRow> rows) throws IOException {
        if (file.kind() == InputFile.Kind.XLSX) {
            XlsxTable.read(file, required, rows);
        } else {
            CsvTable.read(file, required, rows);
        }
    }

    /** Whether the file is such a table. */
    public static boolean has(InputFile file, List<String> required) throws IOException {
        try {
            read(file, required, row -> {});
            return true;
        } catch (Rejection notSuch) {
            return false;
        }
    }

    /** Where each column stands, by its name as {@link #fold} makes it. */
    static Map<String, Integer> columns(List<String> cells) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < cells.size() && i < MOST_COLUMNS; i++) {
            columns.putIfAbsent(fold(cells.get(i)), i);
        }
        return columns;
    }

    static List<String> missing(Map<String, Integer> columns, List<String> required) {
        List<String> missing = new ArrayList<>();
        for (String name : required) {
            if (!columns.containsKey(fold(name))) {
                missing.add(name);
            }
        }
        return missing;
    }

    /** Refuses a heading where it cannot be told which of two columns is meant. */
    static void requireOnce(InputFile file, List<String> cells, List<String> required) {
        for (String name : required) {
            if (cells.stream().filter(cell -> fold(cell).equals(fold(name))).count() > 1) {
                throw Rejection.of(InputFiles.FIELD, "imports.error.repeatedcolumn", file.name(), name);
            }
        }
    }

    static String fold(String column) {
        return column.strip().toLowerCase(Locale.ROOT);
    }

    static Rejection noHeading(InputFile file, List<String> missing, List<String> nearest) {
        String found = String.join(", ", nearest.stream().filter(cell -> !cell.isBlank()).limit(12).toList());
        return Rejection.of(
                InputFiles.FIELD, "imports.error.columns", file.name(), String.join(", ", missing), shortened(found));
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
