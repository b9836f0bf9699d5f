package se.samsyn.core.imports.file;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.web.SpreadsheetText;

/** Writes a table, row by row, in the form that {@link Table} reads. Text that a spreadsheet would run is disarmed. */
public interface TableWriter extends Closeable {

    /**
     * @param cells texts, numbers and nulls
     */
    void row(List<? extends @Nullable Object> cells);

    /** CSV as Swedish spreadsheets open it: semicolons, and a byte order mark that says UTF-8. */
    static TableWriter csv(OutputStream out) throws IOException {
        out.write(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
        CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(';')
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        return new TableWriter() {
            @Override
            public void row(List<? extends @Nullable Object> cells) {
                csv.writeRecord(cells.stream().map(TableWriter::text).toList());
            }

            @Override
            public void close() throws IOException {
                csv.close();
            }
        };
    }

    /** An Excel workbook of one sheet; what is no number is text, so that nothing is taken for a date or a formula. */
    static TableWriter xlsx(OutputStream out, String sheetName) throws IOException {
        Workbook workbook = new Workbook(out, "Samsyn", "1.0");
        Worksheet sheet = workbook.newWorksheet(sheetName);
        return new TableWriter() {
            private int row;

            @Override
            public void row(List<? extends @Nullable Object> cells) {
                for (int i = 0; i < cells.size(); i++) {
                    if (cells.get(i) instanceof Number number) {
                        sheet.value(row, i, number);
                    } else {
                        sheet.value(row, i, Objects.toString(cells.get(i), ""));
                    }
                }
                row++;
                if (row % 500 == 0) {
                    flush();
                }
            }

            private void flush() {
                try {
                    sheet.flush();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException("Cannot write the workbook", e);
                }
            }

            @Override
            public void close() throws IOException {
                sheet.finish();
                workbook.finish();
                workbook.close();
            }
        };
    }

    private static String text(@Nullable Object cell) {
        if (cell instanceof Number number) {
            return decimals(number.doubleValue()).replace('.', ',');
        }
        return SpreadsheetText.disarmed(Objects.toString(cell, ""));
    }

    private static String decimals(double number) {
        return new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
    }
}
