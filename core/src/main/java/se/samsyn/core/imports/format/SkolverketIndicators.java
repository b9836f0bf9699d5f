package se.samsyn.core.imports.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import se.samsyn.core.database.Json;
import se.samsyn.core.measuring.Indicator;
import tools.jackson.databind.JsonNode;

/** What Skolverket's measures are called and mean; its files hold codes alone. */
public final class SkolverketIndicators {

    /** The source of the indicators, and as shown beside their figures. */
    static final String ID = "skolverket";

    static final String SOURCE = "Skolverket";

    private static final String RESOURCE = "/se/samsyn/core/imports/skolverket-indicators.json";

    private final Map<String, Indicator> byCode;

    private SkolverketIndicators(Map<String, Indicator> byCode) {
        this.byCode = byCode;
    }

    public static SkolverketIndicators load() {
        try (InputStream in = SkolverketIndicators.class.getResourceAsStream(RESOURCE)) {
            Map<String, Indicator> byCode = new LinkedHashMap<>();
            for (JsonNode entry : Json.mapper().readTree(in).path(ID)) {
                Indicator indicator = indicator(entry);
                byCode.put(indicator.code(), indicator);
            }
            return new SkolverketIndicators(byCode);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
    }

    public Map<String, Indicator> byCode() {
        return byCode;
    }

    static String ref(String code) {
        return ID + ":" + code;
    }

    private static Indicator indicator(JsonNode entry) {
        return new Indicator(
                0,
                ID,
                entry.path("code").asString(),
                entry.path("name").asString(),
                entry.path("definition").asString(),
                entry.path("unit").asString(),
                entry.path("decimals").asInt(),
                Indicator.Direction.valueOf(entry.path("direction").asString()),
                Indicator.Periodicity.SCHOOL_YEAR,
                Indicator.Aggregation.valueOf(entry.path("aggregation").asString()),
                null,
                false,
                null,
                0);
    }
}
