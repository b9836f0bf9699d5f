package se.samsyn.core.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import se.samsyn.core.database.Json;

/** The addresses of the built style sheets, scripts and fonts; each holds a hash of its content. */
public final class Assets {

    /** Where the build puts them, and the address they are served at. */
    static final String FOLDER = "/se/samsyn/core/web/static";

    static final String ADDRESS = "/static";

    private final Map<String, String> names;

    private Assets(Map<String, String> names) {
        this.names = names;
    }

    public static Assets load() {
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + "/manifest.json")) {
            if (in == null) {
                throw new IllegalStateException("The style sheets and scripts are missing from this build");
            }
            JsonNode manifest = Json.mapper().readTree(in);
            return new Assets(manifest.properties().stream()
                    .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asString())));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the list of style sheets and scripts", e);
        }
    }

    public String address(String name) {
        String hashed = names.get(name);
        if (hashed == null) {
            throw new IllegalArgumentException("There is no asset named " + name);
        }
        return ADDRESS + "/" + hashed;
    }
}
