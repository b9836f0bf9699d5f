package se.samsyn.core.imports.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.web.Rejection;

/** A table in the first sheet of an Excel workbook. */
final class XlsxTable {

    private XlsxTable() {}

    static void read(InputFile file, List<String> required, Consumer<TableRow> rows) throws IOException {
        try (ReadableWorkbook workbook =
                        new ReadableWorkbook(file.path().toFile(), new ReadingOptions(true, false));
                Stream<Row> sheet = workbook.getFirstSheet().openStream()) {
            read(file, sheet.iterator(), required, rows);
        } catch (ExcelReaderException | UncheckedIOException e) {
            throw Rejection.of(InputFiles.FIELD, "imports.error.xlsx", file.name());
        }
    }

    private static void read(InputFile file, Iterator<Row> sheet, List<String> required, Consumer<TableRow> rows) {
        Map<String, Integer> columns = null;
        List<String> fewestMissing = required;
        List<String> nearest = List.of();
        for (int i = 0; sheet.hasNext() && (columns != null || i < Table.HEADING_WITHIN); i++) {
            Row row = sheet.next();
            List<String> cells = cells(row);
            if (columns != null) {
                if (!cells.stream().allMatch(String::isBlank)) {
                    rows.accept(new TableRow(file, row.getRowNum(), columns, cells));
                }
                continue;
            }
            Map<String, Integer> found = Table.columns(cells);
            List<String> missing = Table.missing(found, required);
            if (missing.isEmpty()) {
                Table.requireOnce(file, cells, required);
                columns = found;
            } else if (nearest.isEmpty() || missing.size() < fewestMissing.size()) {
                fewestMissing = missing;
                nearest = cells;
            }
        }
        if (columns == null) {
            throw Table.noHeading(file, fewestMissing, nearest);
        }
    }

    private static List<String> cells(Row row) {
        int count = Math.min(row.getCellCount(), Table.MOST_COLUMNS);
        List<String> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            cells.add(text(row.getOptionalCell(i).orElse(null)));
        }
        return cells;
    }

    private static String text(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) {
            return "";
        }
        if (cell.getType() != CellType.NUMBER) {
            return cell.getText();
        }
        return isDate(cell) ? cell.asDate().toLocalDate().toString() : cell.asNumber().stripTrailingZeros().toPlainString();
    }

    private static boolean isDate(Cell cell) {
        String format = cell.getDataFormatString();
        return format != null && format.toLowerCase(Locale.ROOT).matches(".*(yy|d+[-/. ]m).*");
    }
}
