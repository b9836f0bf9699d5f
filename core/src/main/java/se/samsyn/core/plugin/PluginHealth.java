package se.samsyn.core.plugin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a plugin has done since it was enabled.
 *
 * @param slowest what took the longest, or null before the first call
 * @param lastError the last failure in one line, or null
 */
public record PluginHealth(
        long calls,
        long errors,
        long slowestMillis,
        @Nullable String slowest,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt) {

    static final PluginHealth NONE = new PluginHealth(0, 0, 0, null, null, null);
}
