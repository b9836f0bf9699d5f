package ${package};

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import se.samsyn.api.imports.ImportFile;
import se.samsyn.api.imports.ImportReader;
import se.samsyn.api.imports.ImportRows;
import se.samsyn.api.measuring.Figure;
import se.samsyn.api.web.InputException;

/**
 * The payroll system's file: a heading, and then a row for each unit and month, such as {@code Lindängsskolan;2026-09;5,4}.
 * An empty value is one that is not known. Samsyn itself finds the unit, and shows what each row would change.
 */
final class SickLeaveFile implements ImportReader {

    private static final String HEADING = "enhet;månad;sjukfrånvaro";
    private static final Pattern MONTH = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");
    private static final Pattern PERCENT = Pattern.compile("(100|\\d{1,2})(,\\d{1,2})?");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @Override
    public void read(ImportFile file, ImportRows rows) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
            String heading = lines.readLine();
            if (heading == null || !heading.replace(BYTE_ORDER_MARK, "").strip().equalsIgnoreCase(HEADING)) {
                throw new InputException(rows.text("file.heading", HEADING), Map.of());
            }
            int row = 2;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    read(row, line.strip(), rows);
                }
                row++;
            }
        }
    }

    private static void read(int row, String line, ImportRows rows) {
        String[] cells = line.split(";", -1);
        if (cells.length != 3) {
            rows.reject(row, line, rows.text("file.cells", cells.length));
        } else if (!MONTH.matcher(cells[1].strip()).matches()) {
            rows.reject(row, line, rows.text("file.month", cells[1].strip()));
        } else if (!cells[2].isBlank() && !PERCENT.matcher(cells[2].strip()).matches()) {
            rows.reject(row, line, rows.text("file.percent", cells[2].strip()));
        } else {
            rows.figure(row, figure(cells[0].strip(), cells[1].strip(), cells[2].strip()));
        }
    }

    /** The unit by its name; a system that knows units by a number is better asked for that. */
    private static Figure figure(String unit, String month, String percent) {
        boolean missing = percent.isEmpty();
        return new Figure(
                SickLeavePlugin.INDICATOR,
                new Figure.UnitKey("name", unit),
                month,
                Figure.Gender.ALL,
                missing ? null : Double.valueOf(percent.replace(',', '.')),
                missing ? Figure.Missing.MISSING : null);
    }
}
