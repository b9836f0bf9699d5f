package se.samsyn.core.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import se.samsyn.core.database.Json;

/** The addresses of the built style sheets, scripts and fonts; each holds a hash of its content. */
public final class Assets {

    /** Where the build puts them, and the address they are served at. */
    static final String FOLDER = "/se/samsyn/core/web/static";

    static final String ADDRESS = "/static";

    private static final Pattern ICON = Pattern.compile("<symbol id=\"i-([a-z0-9-]+)\"");

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
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asString())));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the list of style sheets and scripts", e);
        }
    }

    public String address(String name) {
        return ADDRESS + "/" + hashed(name);
    }

    private String hashed(String name) {
        String hashed = names.get(name);
        if (hashed == null) {
            throw new IllegalArgumentException("There is no asset named " + name);
        }
        return hashed;
    }

    /** The names of the icons that the macro {@code icon} can show, in order. */
    public SortedSet<String> icons() {
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + "/" + hashed("sprite.svg"))) {
            String sprite = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return ICON.matcher(sprite).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the icons", e);
        }
    }
}
