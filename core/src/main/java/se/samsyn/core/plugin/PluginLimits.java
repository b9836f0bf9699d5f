package se.samsyn.core.plugin;

import java.time.Duration;

/**
 * What a plugin may take before it is stopped.
 *
 * @param callback how long each of construction, define, start and stop may take
 * @param call how long an answer to a request may take
 * @param drain how long requests in flight are waited for when the plugin is disabled
 * @param callsAtOnce how many requests it may answer at once
 */
record PluginLimits(Duration callback, Duration call, Duration drain, int callsAtOnce) {

    static final PluginLimits STANDARD =
            new PluginLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(35), 32);
}
