package se.samsyn.core.imports.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

    private static final Pattern PAGE = Pattern.compile("[?&]page=([0-9]{1,6})");

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
     * Where an answer stands among the pages that it is one of.
     *
     * @param next the number of the next page; 0 when it is the last
     * @param previous the number of the page before; 0 when it is the first
     */
    record Page(int next, int previous) {

        int number() {
            return next > 0 ? next - 1 : previous + 1;
        }
    }

    /**
     * @param fields what tells these records from Kolada's others: every record has one of them
     * @return which page the file is; null when it does not say
     */
    static @Nullable Page records(InputFile file, List<String> fields, Consumer<JsonNode> records) throws IOException {
        try (InputStream in = file.open();
                JsonParser parser = Json.mapper().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT || !toValues(parser)) {
                throw wrong(file, fields);
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonNode record = RECORD.readValue(parser);
                if (fields.stream().noneMatch(record::has)) {
                    throw wrong(file, fields);
                }
                records.accept(record);
            }
            return page(parser);
        } catch (JacksonException e) {
            throw Rejection.of(InputFiles.FIELD, "imports.error.json", file.name());
        }
    }

    /** Reads to the end, so that a file that was cut off is refused. */
    private static @Nullable Page page(JsonParser parser) {
        Map<String, Integer> numbers = new HashMap<>();
        while (parser.nextToken() != null) {
            String name = parser.currentName();
            if (parser.currentToken() == JsonToken.VALUE_STRING || parser.currentToken() == JsonToken.VALUE_NULL) {
                Matcher number = PAGE.matcher(Objects.toString(parser.getString(), ""));
                numbers.put(name, number.find() ? Integer.parseInt(number.group(1)) : 0);
            }
        }
        Integer next = numbers.get("next_url");
        Integer previous = numbers.get("previous_url");
        return next == null || previous == null ? null : new Page(next, previous);
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

    private static Rejection wrong(InputFile file, List<String> fields) {
        return Rejection.of(InputFiles.FIELD, "imports.error.kolada", file.name(), String.join(" / ", fields));
    }
}
