package se.samsyn.core.imports.format;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.Place;
import tools.jackson.databind.JsonNode;

/** Kolada's indicators, to be searched when one picks some. */
public final class KoladaCatalogue implements FormatReader {

    private static final String SOURCE = "kolada";

    @Override
    public void read(List<InputFile> files, ImportOptions options, Known known, Rows rows) throws IOException {
        Map<String, String> gone = new TreeMap<>(known.listed(SOURCE));
        Set<Integer> pages = new HashSet<>();
        int last = Integer.MAX_VALUE;
        Place place = new Place("", 0);
        for (InputFile file : files) {
            place = new Place(file.name(), 0);
            KoladaJson.Page page = page(file, place, gone, rows);
            if (page != null) {
                pages.add(page.number());
                last = page.next() == 0 ? page.number() : last;
            }
        }
        if (pages.size() == last) {
            Place of = place;
            gone.forEach((code, title) -> rows.item(of, code + " " + title, new Item.WithdrawnItem(SOURCE, code)));
        } else if (!gone.isEmpty()) {
            rows.note("imports.note.partofcatalogue");
        }
    }

    /** Reads what a file has, and strikes it off what is gone. */
    private static KoladaJson.@Nullable Page page(InputFile file, Place place, Map<String, String> gone, Rows rows)
            throws IOException {
        return KoladaJson.records(file, List.of("operating_area"), record -> {
            String code = KoladaJson.text(record, "id");
            String title = KoladaJson.text(record, "title");
            gone.remove(code);
            if (code.isEmpty() || title.isEmpty()) {
                rows.reject(place, code + " " + title, "imports.reason.incomplete");
            } else {
                rows.item(place, code + " " + title, item(record, code, title));
            }
        });
    }

    private static Item item(JsonNode record, String code, String title) {
        return new Item.CatalogueItem(
                SOURCE,
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
