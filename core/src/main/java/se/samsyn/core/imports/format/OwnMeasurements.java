package se.samsyn.core.imports.format;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.Table;
import se.samsyn.core.imports.file.TableRow;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.measuring.Period;

/** Our own table of figures, the same as is exported. */
public final class OwnMeasurements implements FormatReader {

    public static final List<String> COLUMNS =
            List.of("indicator", "unit", "period", "gender", "kind", "value", "state", "source");

    private static final List<String> REQUIRED = List.of("indicator", "unit", "period", "value");
    /** What goes without saying in a row's name. */
    private static final Set<String> USUAL = Set.of(Gender.T.name(), Kind.OUTCOME.name());
    /** Whose a figure is when the table does not say. */
    private static final String OWN_SOURCE = "Egen uppgift";

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
        String indicator = row.text("indicator");
        String unit = row.text("unit");
        String period = row.text("period");
        String what = Stream.of(
                        indicator, known.unitName(unit).orElse(unit), period, row.text("gender"), row.text("kind"))
                .filter(part -> !part.isEmpty() && !USUAL.contains(part.toUpperCase(Locale.ROOT)))
                .collect(Collectors.joining(" · "));
        Optional<Gender> gender = OwnUnits.constant(Gender.class, orElse(row.text("gender"), "T"));
        Optional<Kind> kind = OwnUnits.constant(Kind.class, orElse(row.text("kind"), "OUTCOME"));
        Optional<PublishedValue> value = PublishedValue.parse(row.text("value"));
        String stateText = row.text("state");
        Optional<State> state = stateText.isEmpty()
                ? value.map(PublishedValue::state)
                : OwnUnits.constant(State.class, stateText);
        if (indicator.isEmpty() || unit.isEmpty()) {
            rows.reject(row.place(), what, "imports.reason.incomplete");
        } else if (Period.parse(period).isEmpty()) {
            rows.reject(row.place(), what, "imports.reason.period", period);
        } else if (gender.isEmpty()) {
            rows.reject(row.place(), what, "imports.reason.gender", row.text("gender"));
        } else if (kind.isEmpty()) {
            rows.reject(row.place(), what, "imports.reason.measurekind", row.text("kind"));
        } else if (value.isEmpty()) {
            rows.reject(row.place(), what, "imports.reason.number", row.text("value"));
        } else if (state.isEmpty()) {
            rows.reject(row.place(), what, "imports.reason.state", stateText);
        } else if ((value.get().value() != null) != state.get().hasValue()) {
            rows.reject(row.place(), what, "imports.reason.stateandvalue", row.text("value"), stateText);
        } else {
            rows.item(
                    row.place(),
                    what,
                    new Item.FigureItem(
                            indicator,
                            unit,
                            period,
                            gender.get(),
                            kind.get(),
                            value.get().value(),
                            state.get(),
                            orElse(row.text("source"), OWN_SOURCE),
                            false));
        }
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
