package se.samsyn.core.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Json;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** One answer of Kolada's: read to its end, so that one that was cut off is known for it. */
final class KoladaPage {

    private static final ObjectReader RECORD =
            Json.mapper().readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private KoladaPage() {}

    /** Reads without looking at the records. */
    static @Nullable String next(Path file) throws IOException {
        return read(file, null);
    }

    /** Hands on each record. */
    static void records(Path file, Consumer<JsonNode> records) throws IOException {
        read(file, records);
    }

    /**
     * @return where the next page is; null when this is the last one
     */
    private static @Nullable String read(Path file, @Nullable Consumer<JsonNode> records) throws IOException {
        String next = null;
        boolean values = false;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                JsonParser parser = Json.mapper().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new StreamReadException(parser, "No object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("values") && value == JsonToken.START_ARRAY) {
                    values = true;
                    items(parser, records);
                } else if (name.equals("next_url") && value == JsonToken.VALUE_STRING) {
                    next = parser.getString();
                } else {
                    parser.skipChildren();
                }
            }
            if (!values || parser.currentToken() != JsonToken.END_OBJECT) {
                throw new StreamReadException(parser, "No values");
            }
        }
        return next;
    }

    private static void items(JsonParser parser, @Nullable Consumer<JsonNode> records) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            if (records == null) {
                parser.skipChildren();
            } else {
                records.accept(RECORD.readValue(parser));
            }
        }
    }
}
