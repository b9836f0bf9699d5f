package se.samsyn.core.imports.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.InputFiles;
import se.samsyn.core.imports.file.Table;
import se.samsyn.core.imports.file.TableRow;
import se.samsyn.core.imports.file.TextEncoding;
import se.samsyn.core.web.Rejection;

/** Skolverket's final grades of year 9 per school: a preamble that names the school year, the table, footnotes. */
public final class Grade9 implements FormatReader {

    private static final String CODE = "Skol-enhetskod";
    private static final String NAME = "Skola";
    private static final String MUNICIPALITY = "Kommun-kod";
    private static final String MUNICIPALITY_NAME = "Skolkommun";
    private static final String ORGANISER_TYPE = "Typ av huvudman";

    /** The columns that say which school a row is of, what it is called, where it is and who runs it. */
    static final List<String> SCHOOL = List.of(CODE, NAME, MUNICIPALITY, ORGANISER_TYPE);

    private static final List<String> REQUIRED = List.of(NAME, CODE, MUNICIPALITY, MUNICIPALITY_NAME, ORGANISER_TYPE);

    /** The columns with figures; but for the number of pupils they are the measures of the school-unit statistics. */
    private static final Map<String, String> MEASURES = measures();

    private static final Pattern SCHOOL_YEAR = Pattern.compile("Valt läsår:\\s*(\\d{4}/\\d{2})");
    private static final int PREAMBLE = 20;
    /** A footnote fills one cell or two, a school's row at least its facts. */
    private static final int FEWEST_CELLS = 4;

    private static Map<String, String> measures() {
        Map<String, String> measures = new LinkedHashMap<>();
        measures.put("Antal elever", "slutbetyg-ak9-elever");
        measures.put(
                "Andel (%) elever som uppfyllt betygskriterierna i alla ämnen",
                "ratioOfPupilsIn9thGradeWithAllSubjectsPassed");
        measures.put("Andel (%) elever behöriga till yrkesprog.", "ratioOfPupils9thGradeEligibleForNationalProgramYR");
        measures.put("Genomsnittligt meritvärde (17 ämnen)", "averageGradesMeritRating9thGrade");
        return measures;
    }

    @Override
    public List<String> columns() {
        return REQUIRED;
    }

    @Override
    public void read(List<InputFile> files, ImportOptions options, Known known, Rows rows) throws IOException {
        SchoolUnits schools = new SchoolUnits(options, known, rows);
        for (InputFile file : files) {
            Table.read(file, REQUIRED, row -> {});
            String period = period(file, options);
            boolean[] measured = {false};
            Table.read(file, REQUIRED, row -> {
                measured[0] |= MEASURES.keySet().stream().anyMatch(row::has);
                if (row.filled() >= FEWEST_CELLS) {
                    school(row, period, known.municipality().orElse(null), schools, rows);
                }
            });
            if (!measured[0]) {
                throw Rejection.of(InputFiles.FIELD, "imports.error.columns", file.name(),
                        String.join(", ", MEASURES.keySet()), String.join(", ", REQUIRED));
            }
        }
    }

    private static void school(
            TableRow row, String period, @Nullable String ours, SchoolUnits schools, Rows rows) {
        String code = row.text(CODE);
        String name = row.text(NAME);
        if (!SchoolUnits.isCode(code)) {
            rows.reject(row.place(), name, "imports.reason.schoolunitcode", code);
            return;
        }
        boolean here = row.text(MUNICIPALITY).equals(ours);
        if (ours != null && !here) {
            rows.skip(row.place(), name, "imports.reason.othermunicipality", row.text(MUNICIPALITY_NAME));
            return;
        }
        Optional<String> wanted = schools.wanted(
                row.place(), code, name, SchoolUnits.standing(row.text(ORGANISER_TYPE)), here, MEASURES.size());
        if (wanted.isEmpty()) {
            return;
        }
        MEASURES.forEach((column, indicator) -> {
            if (!row.has(column)) {
                return;
            }
            String what = column + " · " + wanted.get() + " · " + period;
            SchoolUnits.figure(rows, row.place(), what, indicator, code, period, row.text(column));
        });
    }

    private static String period(InputFile file, ImportOptions options) throws IOException {
        return SchoolUnits.schoolYear(options.period() != null ? options.period() : inPreamble(file));
    }

    private static @Nullable String inPreamble(InputFile file) throws IOException {
        if (file.kind() != InputFile.Kind.TEXT) {
            return null;
        }
        try (BufferedReader lines = new BufferedReader(TextEncoding.open(file))) {
            for (int i = 0; i < PREAMBLE; i++) {
                String line = lines.readLine();
                if (line == null) {
                    return null;
                }
                Matcher year = SCHOOL_YEAR.matcher(line);
                if (year.find()) {
                    return year.group(1);
                }
            }
        }
        return null;
    }
}
