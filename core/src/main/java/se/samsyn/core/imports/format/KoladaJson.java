package se.samsyn.core.imports.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import se.samsyn.core.database.Json;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.InputFiles;
import se.samsyn.core.web.Rejection;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** The records of an answer of Kolada's, one at a time however long it is. */
final class KoladaJson {

    /** Whose figures these are, as shown beside them. */
    static final String SOURCE = "Kolada";

    private static final Pattern BLANKS = Pattern.compile("[\\s\u00a0]+");

    /** Reads one record and leaves what follows it. */
    private static final ObjectReader RECORD =
            Json.mapper().readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private KoladaJson() {}

    static String indicator(String code) {
        return "kolada:" + code;
    }

    static String unit(String id) {
        return "kolada:" + id;
    }

    /**
     * @param field a field that every record has
     */
    static void records(InputFile file, String field, Consumer<JsonNode> records) throws IOException {
        try (InputStream in = file.open();
                JsonParser parser = Json.mapper().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT || !toValues(parser)) {
                throw wrong(file, field);
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonNode record = RECORD.readValue(parser);
                if (!record.has(field)) {
                    throw wrong(file, field);
                }
                records.accept(record);
            }
            while (parser.nextToken() != null) {
                // to the end, so that a file that was cut off is refused
            }
        } catch (JacksonException e) {
            throw Rejection.of(InputFiles.FIELD, "imports.error.json", file.name());
        }
    }

    /** The text of a field without the hard spaces and tabs that some have; empty where there is none. */
    static String text(JsonNode record, String field) {
        JsonNode value = record.path(field);
        return value.isNull() || value.isMissingNode()
                ? ""
                : BLANKS.matcher(value.asString()).replaceAll(" ").strip();
    }

    private static boolean toValues(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean values = parser.currentName().equals("values");
            JsonToken value = parser.nextToken();
            if (values) {
                return value == JsonToken.START_ARRAY;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static Rejection wrong(InputFile file, String field) {
        return Rejection.of(InputFiles.FIELD, "imports.error.kolada", file.name(), field);
    }
}
