package se.samsyn.core.imports.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.Table;
import se.samsyn.core.imports.file.TableRow;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.measuring.Period;

/** Figures from Kolada in a table where municipalities go by name. */
public final class KoladaValues implements FormatReader {

    private static final String CODE = "Variabelkod";
    private static final Pattern CODE_FORM = Pattern.compile("[A-Z]\\d{5}");
    private static final String NAME = "Kommun";
    private static final String YEAR = "År";
    private static final String VALUE = "Värde";
    private static final List<String> REQUIRED = List.of(CODE, NAME, YEAR, VALUE);

    @Override
    public List<String> columns() {
        return REQUIRED;
    }

    @Override
    public void read(List<InputFile> files, ImportOptions options, Known known, Rows rows) throws IOException {
        for (InputFile file : files) {
            Table.read(file, REQUIRED, row -> row(row, known, rows));
        }
    }

    private static void row(TableRow row, Known known, Rows rows) {
        String code = row.text(CODE);
        String name = row.text(NAME);
        String year = row.text(YEAR);
        String what = code + " · " + name + " · " + year;
        Optional<String> unit = known.municipalityNamed(name);
        Optional<PublishedValue> figure = PublishedValue.parse(row.text(VALUE));
        if (!CODE_FORM.matcher(code).matches()) {
            rows.reject(row.place(), what, "imports.reason.code", code);
        } else if (unit.isEmpty()) {
            rows.reject(row.place(), what, "imports.reason.municipality", name);
        } else if (Period.parse(year).filter(period -> period.kind() == Period.Kind.YEAR).isEmpty()) {
            rows.reject(row.place(), what, "imports.reason.period", year);
        } else if (figure.isEmpty() || figure.get().state() == State.MISSING && !row.text(VALUE).isEmpty()) {
            rows.reject(row.place(), what, "imports.reason.number", row.text(VALUE));
        } else if (!known.wanted(unit.get())) {
            rows.skip(row.place(), what, "imports.reason.outsidegroup");
        } else {
            rows.item(
                    row.place(),
                    what,
                    Item.FigureItem.outcome(
                            KoladaJson.indicator(code), unit.get(), year, figure.get(), KoladaJson.SOURCE));
        }
    }
}
