package se.samsyn.core.imports.format;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.InputFiles;
import se.samsyn.core.imports.file.Table;
import se.samsyn.core.imports.file.TableRow;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.web.Rejection;

/** The national register of school units: the schools of one municipality, and how many pupils each grade has. */
public final class SchoolRegister implements FormatReader {

    private static final String CODE = "SKOLENHETSKOD";
    private static final String NAME = "NAMN";
    private static final String MUNICIPALITY = "KOMMUN";
    private static final String MUNICIPALITY_NAME = "KOMMUNNAMN";
    private static final String ORGANISER_TYPE = "HUVUDMANNATYP";
    private static final String ORGANISER = "ORGANISATIONSNR";
    /** The columns that say which school a row is of, what it is called, where it is and who runs it. */
    static final List<String> SCHOOL = List.of(CODE, NAME, MUNICIPALITY, ORGANISER_TYPE);

    private static final List<String> REQUIRED =
            List.of(ORGANISER_TYPE, ORGANISER, MUNICIPALITY, MUNICIPALITY_NAME, CODE, NAME);

    private static final Pattern MONTH_IN_NAME = Pattern.compile("(20\\d{2})-(0[1-9]|1[0-2])");

    @Override
    public List<String> columns() {
        return REQUIRED;
    }

    @Override
    public void read(List<InputFile> files, ImportOptions options, Known known, Rows rows) throws IOException {
        check(files, options, known);
        String ours = known.municipality().orElseThrow();
        for (InputFile file : files) {
            Reading reading = new Reading(ours, period(file, options), loneOrganisers(file, ours), known, rows);
            Table.read(file, REQUIRED, reading::row);
            if (!reading.found) {
                throw Rejection.of("municipality", "imports.error.nomunicipality", ours, file.name());
            }
        }
    }

    /** Tells all that is wrong with the whole at once. */
    private static void check(List<InputFile> files, ImportOptions options, Known known) throws IOException {
        Rejection.Check check = new Rejection.Check();
        check.that(known.municipality().isPresent(), "municipality", "imports.error.municipality");
        for (InputFile file : files) {
            boolean dated = options.period() != null || MONTH_IN_NAME.matcher(file.name()).find();
            check.that(dated, "period", "imports.error.schoolyear");
            try {
                Table.read(file, REQUIRED, row -> {});
            } catch (Rejection noSuchTable) {
                check.and(noSuchTable);
            }
        }
        check.done();
    }

    /** The school year that the register stands for, from its month. */
    private static String period(InputFile file, ImportOptions options) {
        if (options.period() != null) {
            return SchoolUnits.schoolYear(options.period());
        }
        Matcher month = MONTH_IN_NAME.matcher(file.name());
        if (!month.find()) {
            throw Rejection.of("period", "imports.error.schoolyear");
        }
        int year = Integer.parseInt(month.group(1));
        return Period.schoolYear(Integer.parseInt(month.group(2)) >= 7 ? year : year - 1).text();
    }

    /** Organisers with a single school here: the number that identifies them identifies the school as well. */
    private static Set<String> loneOrganisers(InputFile file, String ours) throws IOException {
        Map<String, Integer> schools = new HashMap<>();
        Table.read(file, REQUIRED, row -> {
            if (row.text(MUNICIPALITY).equals(ours)) {
                schools.merge(row.text(ORGANISER), 1, Integer::sum);
            }
        });
        Set<String> lone = new HashSet<>();
        schools.forEach((organiser, count) -> {
            if (count == 1 && !organiser.isEmpty()) {
                lone.add(organiser);
            }
        });
        return lone;
    }

    private static final class Reading {

        private final String ours;
        private final String period;
        private final Set<String> loneOrganisers;
        private final Known known;
        private final Rows rows;
        private final Map<String, Indicator> indicators = SkolverketIndicators.load().byCode();
        private boolean found;
        private boolean municipalityRead;

        Reading(String ours, String period, Set<String> loneOrganisers, Known known, Rows rows) {
            this.ours = ours;
            this.period = period;
            this.loneOrganisers = loneOrganisers;
            this.known = known;
            this.rows = rows;
        }

        void row(TableRow row) {
            String code = row.text(CODE);
            String name = row.text(NAME);
            if (!row.text(MUNICIPALITY).equals(ours)) {
                rows.skip(row.place(), name, "imports.reason.othermunicipality", row.text(MUNICIPALITY_NAME));
                return;
            }
            if (!found && known.isOther(ours, row.text(MUNICIPALITY_NAME))) {
                rows.doubt("imports.doubt.municipality", row.text(MUNICIPALITY_NAME), ours);
            }
            found = true;
            if (!SchoolUnits.isCode(code)) {
                rows.reject(row.place(), name, "imports.reason.schoolunitcode", code);
                return;
            }
            if (name.isEmpty()) {
                rows.reject(row.place(), code, "imports.reason.incomplete");
                return;
            }
            Unit.Standing standing = SchoolUnits.standing(row.text(ORGANISER_TYPE));
            boolean lone = standing == Unit.Standing.INDEPENDENT && loneOrganisers.contains(row.text(ORGANISER));
            if (standing == Unit.Standing.OWN && !municipalityRead) {
                municipalityRead = true;
                municipality(row);
            }
            Map<String, String> identifiers = lone ? Map.of("organisationsnummer", row.text(ORGANISER)) : Map.of();
            rows.item(row.place(), name, SchoolUnits.unit(code, name, standing, identifiers, Item.Authority.NAME));
            pupils(row, code, name);
        }

        private void municipality(TableRow row) {
            String name = row.text(MUNICIPALITY_NAME);
            Map<String, String> identifiers =
                    Map.of("kommunkod", ours, "kolada", ours, "organisationsnummer", row.text(ORGANISER));
            rows.item(
                    row.place(),
                    name,
                    new Item.UnitItem(
                            Item.UnitItem.ROOT,
                            Unit.Standing.OWN,
                            UnitKind.MUNICIPALITY,
                            name + " kommun",
                            null,
                            identifiers,
                            null,
                            null,
                            null,
                            Item.Authority.IDENTIFIERS));
        }

        private void pupils(TableRow row, String code, String name) {
            grade(row, code, name, "FKLASS", "elever-f");
            for (int grade = 1; grade <= 9; grade++) {
                grade(row, code, name, "ÅR" + grade, "elever-ak" + grade);
            }
        }

        /** No pupils in a grade that the school does not have is no figure. */
        private void grade(TableRow row, String code, String name, String column, String indicator) {
            String text = row.text("ELEVER " + column);
            boolean taught = row.text(column).equals("J");
            if (!row.has("ELEVER " + column) || !taught && (text.equals("0") || text.isEmpty())) {
                return;
            }
            String what = indicators.get(indicator).name() + " · " + name + " · " + period;
            SchoolUnits.figure(rows, row.place(), what, indicator, code, period, text);
        }
    }
}
