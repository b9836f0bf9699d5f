package se.samsyn.core.plugin.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import se.samsyn.api.SamsynPlugin;

/** The version of the api that this Samsyn has. */
public final class ApiVersion {

    public static final String CURRENT = read();

    private ApiVersion() {}

    /**
     * @throws PluginRefused when this version is outside the range, or the range is no range
     */
    public static void require(String range) {
        Versions.refuseBare(range);
        if (!Versions.within(CURRENT, range)) {
            throw new PluginRefused("incompatible", range, CURRENT);
        }
    }

    private static String read() {
        try (InputStream in = SamsynPlugin.class.getResourceAsStream("/se/samsyn/api/api.properties")) {
            if (in == null) {
                throw new IllegalStateException("The api does not say its version");
            }
            Properties properties = new Properties();
            properties.load(in);
            return Versions.release(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the api's version", e);
        }
    }
}
