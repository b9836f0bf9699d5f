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

    PluginHealth afterCall(String what, long millis) {
        boolean slower = slowest == null || millis > slowestMillis;
        return new PluginHealth(
                calls + 1,
                errors,
                slower ? millis : slowestMillis,
                slower ? what : slowest,
                lastError,
                lastErrorAt);
    }

    PluginHealth afterError(String error, Instant at) {
        return new PluginHealth(calls, errors + 1, slowestMillis, slowest, error, at);
    }
}
