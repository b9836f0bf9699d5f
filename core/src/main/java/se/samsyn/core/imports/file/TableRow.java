package se.samsyn.core.imports.file;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import se.samsyn.core.web.SpreadsheetText;

/** One row of a table; columns are found by name. */
public final class TableRow {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t\\n\\r]]");

    private final InputFile file;
    private final int line;
    private final Map<String, Integer> columns;
    private final List<String> cells;

    TableRow(InputFile file, int line, Map<String, Integer> columns, List<String> cells) {
        this.file = file;
        this.line = line;
        this.columns = columns;
        this.cells = cells;
    }

    public Place place() {
        return new Place(file.name(), line);
    }

    public boolean has(String column) {
        return columns.containsKey(Table.fold(column));
    }

    /** What stands in the column, trimmed; empty where the row or the table has none. */
    public String text(String column) {
        Integer index = columns.get(Table.fold(column));
        return index == null || index >= cells.size() ? "" : clean(cells.get(index));
    }

    /** How many cells say something. */
    public int filled() {
        return (int) cells.stream().filter(cell -> !cell.isBlank()).count();
    }

    /** Without the apostrophe that {@link TableWriter} disarms a formula with. */
    private static String clean(String cell) {
        return CONTROL.matcher(SpreadsheetText.plain(cell).replace('\u00a0', ' ')).replaceAll("").strip();
    }
}
