package se.samsyn.core.settings;

import java.nio.file.Path;

/**
 * How this server runs, from flags, environment and {@code samsyn.properties}.
 *
 * @param data the one folder that holds everything
 * @param demo whether the demo municipality is made when the folder is empty
 * @param safeMode whether plugins stay off
 * @param secureCookies whether browsers reach the server over TLS
 */
public record Settings(Path data, String host, int port, boolean demo, boolean safeMode, boolean secureCookies) {

    public Path databaseFile() {
        return data.resolve("samsyn.db");
    }
}
