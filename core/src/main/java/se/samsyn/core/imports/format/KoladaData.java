package se.samsyn.core.imports.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.Place;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Period;
import tools.jackson.databind.JsonNode;

/** Figures from Kolada's interface: per indicator, body and year, for all and by gender in any order. */
public final class KoladaData implements FormatReader {

    @Override
    public void read(List<InputFile> files, ImportOptions options, Known known, Rows rows) throws IOException {
        for (InputFile file : files) {
            Place place = new Place(file.name(), 0);
            KoladaJson.records(file, List.of("kpi"), record -> record(record, place, known, rows));
        }
    }

    private static void record(JsonNode record, Place place, Known known, Rows rows) {
        String code = KoladaJson.text(record, "kpi");
        String body = KoladaJson.text(record, record.has("ou") ? "ou" : "municipality");
        String year = KoladaJson.text(record, "period");
        Optional<String> name = known.unitName(KoladaJson.unit(body));
        String what = code + " · " + name.orElse(body) + " · " + year;
        if (name.isEmpty()) {
            rows.reject(place, what, "imports.reason.body", body);
            return;
        }
        if (Period.parse(year).filter(period -> period.kind() == Period.Kind.YEAR).isEmpty()) {
            rows.reject(place, what, "imports.reason.period", year);
            return;
        }
        if (!known.wanted(KoladaJson.unit(body))) {
            rows.skip(place, what, "imports.reason.outsidegroup");
            return;
        }
        for (JsonNode value : record.path("values")) {
            value(value, place, what, new Target(code, body, year), rows);
        }
    }

    private record Target(String code, String body, String year) {}

    private static void value(JsonNode node, Place place, String what, Target target, Rows rows) {
        Optional<Gender> gender = gender(KoladaJson.text(node, "gender"));
        if (gender.isEmpty()) {
            rows.reject(place, what, "imports.reason.gender", KoladaJson.text(node, "gender"));
            return;
        }
        boolean deleted = node.path("isdeleted").asBoolean(false);
        JsonNode number = node.path("value");
        if (!number.isNumber() && !number.isNull() && !number.isMissingNode()) {
            rows.reject(place, what, "imports.reason.number", number.asString(""));
            return;
        }
        PublishedValue figure = deleted || !number.isNumber() ? PublishedValue.MISSING : PublishedValue.of(number.doubleValue());
        rows.item(
                place,
                gender.get() == Gender.T ? what : what + " · " + gender.get(),
                new Item.FigureItem(
                        KoladaJson.indicator(target.code()),
                        KoladaJson.unit(target.body()),
                        target.year(),
                        gender.get(),
                        Kind.OUTCOME,
                        figure.value(),
                        figure.state(),
                        KoladaJson.SOURCE,
                        deleted));
    }

    private static Optional<Gender> gender(String letter) {
        return switch (letter) {
            case "T" -> Optional.of(Gender.T);
            case "K" -> Optional.of(Gender.K);
            case "M" -> Optional.of(Gender.M);
            default -> Optional.empty();
        };
    }
}
