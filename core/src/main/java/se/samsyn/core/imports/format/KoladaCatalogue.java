package se.samsyn.core.imports.format;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.Place;
import tools.jackson.databind.JsonNode;

/** Kolada's indicators, to be searched when one picks some. */
public final class KoladaCatalogue implements FormatReader {

    @Override
    public void read(List<InputFile> files, ImportOptions options, Known known, Rows rows) throws IOException {
        for (InputFile file : files) {
            Place place = new Place(file.name(), 0);
            KoladaJson.records(file, "title", record -> {
                String code = KoladaJson.text(record, "id");
                String title = KoladaJson.text(record, "title");
                if (code.isEmpty() || title.isEmpty()) {
                    rows.reject(place, code + " " + title, "imports.reason.incomplete");
                } else {
                    rows.item(place, code + " " + title, item(record, code, title));
                }
            });
        }
    }

    private static Item item(JsonNode record, String code, String title) {
        return new Item.CatalogueItem(
                "kolada",
                code,
                title,
                KoladaJson.text(record, "description"),
                textOrNull(record, "operating_area"),
                textOrNull(record, "perspective"),
                record.path("is_divided_by_gender").asBoolean(false),
                record.path("has_ou_data").asBoolean(false),
                date(KoladaJson.text(record, "publication_date")));
    }

    private static @Nullable String textOrNull(JsonNode record, String field) {
        String text = KoladaJson.text(record, field);
        return text.isEmpty() ? null : text;
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
