package se.samsyn.core.imports.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Json;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.InputFiles;
import se.samsyn.core.imports.file.Place;
import se.samsyn.core.imports.file.Table;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.web.Rejection;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Skolverket's statistics per school unit, one file each. They name the school by its code alone; what the same source
 * says of school units may lie beside them, and so may its tables of schools: they tell which municipality a school is in
 * and what it is called.
 */
public final class UnitStatistics implements FormatReader {

    private static final String STATISTICS = "schoolUnit";
    private static final String DESCRIPTION = "geographicalAreaCode";
    private static final String LIST = "listedSchoolUnits";
    private static final long LARGEST = 4L << 20;

    @Override
    public void read(List<InputFile> files, ImportOptions options, Known known, Rows rows) throws IOException {
        Map<String, Described> described = new HashMap<>();
        List<InputFile> statistics = new ArrayList<>();
        for (InputFile file : files) {
            if (isTable(file)) {
                describe(file, described);
                continue;
            }
            JsonNode body = body(file);
            if (body.has(STATISTICS)) {
                statistics.add(file);
            } else if (body.has(DESCRIPTION)) {
                describe(body, described);
            } else if (body.path("_embedded").has(LIST)) {
                body.path("_embedded").path(LIST).forEach(unit -> describe(unit, described));
            } else {
                throw Rejection.of(InputFiles.FIELD, "imports.error.statistics", file.name());
            }
        }
        SchoolUnits schools = new SchoolUnits(options, known, rows);
        Map<String, Indicator> indicators = SkolverketIndicators.load().byCode();
        for (InputFile file : statistics) {
            school(new Place(file.name(), 0), body(file), described, schools, indicators, known, rows);
        }
    }

    private record Described(@Nullable String name, String municipality, Unit.Standing standing) {}

    private static boolean isTable(InputFile file) throws IOException {
        return file.kind() == InputFile.Kind.XLSX || file.name().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    private static void describe(InputFile table, Map<String, Described> described) throws IOException {
        for (List<String> columns : List.of(SchoolRegister.SCHOOL, Grade9.SCHOOL)) {
            if (Table.has(table, columns)) {
                Table.read(table, columns, row -> described.putIfAbsent(row.text(columns.get(0)), new Described(
                        row.text(columns.get(1)),
                        row.text(columns.get(2)),
                        SchoolUnits.standing(row.text(columns.get(3))))));
                return;
            }
        }
        throw Rejection.of(InputFiles.FIELD, "imports.error.statistics", table.name());
    }

    private static void describe(JsonNode unit, Map<String, Described> described) {
        String name = unit.path("name").asString("");
        described.put(
                unit.path("code").asString(""),
                new Described(
                        name.isBlank() ? null : name,
                        unit.path(DESCRIPTION).asString(""),
                        SchoolUnits.standing(unit.path("principalOrganizerType").asString(""))));
    }

    private static JsonNode body(InputFile file) throws IOException {
        if (java.nio.file.Files.size(file.path()) > LARGEST) {
            throw Rejection.of(InputFiles.FIELD, "imports.error.large", file.name(), LARGEST >> 20);
        }
        try (InputStream in = file.open()) {
            return Json.mapper().readTree(in).path("body");
        } catch (JacksonException e) {
            throw Rejection.of(InputFiles.FIELD, "imports.error.json", file.name());
        }
    }

    private static void school(
            Place place,
            JsonNode body,
            Map<String, Described> described,
            SchoolUnits schools,
            Map<String, Indicator> indicators,
            Known known,
            Rows rows) {
        String code = body.path(STATISTICS).asString("");
        if (!SchoolUnits.isCode(code)) {
            rows.reject(place, code, "imports.reason.schoolunitcode", code);
            return;
        }
        Described school = described.getOrDefault(code, new Described(null, "", Unit.Standing.OWN));
        boolean here = known.municipality().filter(school.municipality()::equals).isPresent();
        if (!school.municipality().isEmpty() && known.municipality().isPresent() && !here) {
            rows.skip(place, school.name() == null ? code : school.name(), "imports.reason.othermunicipality",
                    school.municipality());
            return;
        }
        Optional<String> wanted =
                schools.wanted(place, code, school.name(), school.standing(), here, figures(body, indicators));
        if (wanted.isEmpty()) {
            return;
        }
        indicators.forEach((measure, indicator) -> {
            for (JsonNode value : body.path(measure)) {
                value(place, code, wanted.get(), indicator, value, rows);
            }
        });
    }

    private static int figures(JsonNode body, Map<String, Indicator> indicators) {
        return indicators.keySet().stream().mapToInt(measure -> body.path(measure).size()).sum();
    }

    /** The text is what counts: 'cirka 270' comes as existing. Nothing without a period says anything. */
    private static void value(
            Place place, String code, String name, Indicator indicator, JsonNode value, Rows rows) {
        String text = value.path("value").isNull() ? null : value.path("value").asString("");
        String period = value.path("timePeriod").isNull() ? "" : value.path("timePeriod").asString("");
        String what = indicator.name() + " · " + name + " · " + period;
        if (period.isEmpty() && text == null) {
            return;
        }
        Optional<PublishedValue> published = PublishedValue.parse(text);
        if (Period.parse(period).isEmpty()) {
            rows.reject(place, what, "imports.reason.period", period);
        } else if (published.isEmpty()) {
            rows.reject(place, what, "imports.reason.number", String.valueOf(text));
        } else {
            rows.item(
                    place,
                    what,
                    Item.FigureItem.outcome(
                            SkolverketIndicators.ref(indicator.code()),
                            SchoolUnits.ref(code),
                            period,
                            published.get(),
                            SkolverketIndicators.SOURCE));
        }
    }
}
