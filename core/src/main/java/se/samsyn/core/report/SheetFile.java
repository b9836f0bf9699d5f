package se.samsyn.core.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.web.SpreadsheetText;

/** The kinds of file that a table is exported to. */
enum SheetFile {
    /** With semicolons, decimal commas and a byte order mark, as spreadsheets in Swedish expect it. */
    CSV("csv", "text/csv; charset=utf-8") {
        @Override
        void write(Sheet sheet, OutputStream out) throws IOException {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write('\ufeff');
            writer.write(line(List.copyOf(sheet.head())));
            for (List<Object> row : sheet.rows()) {
                writer.write(line(row));
            }
            writer.flush();
        }
    },
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
        @Override
        void write(Sheet sheet, OutputStream out) throws IOException {
            try (Workbook workbook = new Workbook(out, "Samsyn", null)) {
                Worksheet page = workbook.newWorksheet(sheet.name());
                page.freezePane(1, 1);
                for (int column = 0; column < sheet.head().size(); column++) {
                    page.value(0, column, sheet.head().get(column));
                    page.style(0, column).bold().wrapText(true).set();
                    page.width(column, column == 0 ? 32 : 18);
                }
                for (int row = 0; row < sheet.rows().size(); row++) {
                    SheetFile.cells(page, row + 1, sheet.rows().get(row));
                }
            }
        }
    };

    private final String extension;
    private final String contentType;

    SheetFile(String extension, String contentType) {
        this.extension = extension;
        this.contentType = contentType;
    }

    abstract void write(Sheet sheet, OutputStream out) throws IOException;

    /** A table to export, as whoever asks for it may see it. */
    @FunctionalInterface
    interface Export {
        Sheet sheet(Request request);
    }

    /**
     * The addresses of a table, one for each kind of file.
     *
     * @param address without the dot and what comes after it
     */
    static List<Route> routes(String address, Access access, Export export) {
        return Stream.of(values())
                .map(file -> Route.get(
                        address + "." + file.extension, access, request -> file.of(export.sheet(request), request)))
                .toList();
    }

    private Response of(Sheet sheet, Request request) {
        String name = request.text("report.filename", sheet.name().toLowerCase(request.locale()).replace(' ', '-'));
        return new Response.File(name + "." + extension, contentType, out -> write(sheet, out));
    }

    static void cells(Worksheet page, int row, List<Object> cells) {
        for (int column = 0; column < cells.size(); column++) {
            if (cells.get(column) instanceof Number number) {
                page.value(row, column, number);
            } else {
                page.value(row, column, String.valueOf(cells.get(column)));
            }
        }
    }

    static String line(List<Object> cells) {
        return cells.stream().map(SheetFile::cell).collect(Collectors.joining(";")) + "\r\n";
    }

    private static String cell(Object value) {
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString().replace('.', ',');
        }
        String safe = SpreadsheetText.disarmed(String.valueOf(value));
        return safe.matches("(?s).*[;\"\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
