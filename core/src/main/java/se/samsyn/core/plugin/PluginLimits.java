package se.samsyn.core.plugin;

import java.time.Duration;

/**
 * What a plugin may take before it is stopped.
 *
 * @param callback how long each of construction, define, start and stop may take
 * @param call how long an answer to a request may take
 * @param write how long one unit of work may keep all other writers waiting
 * @param migration how long the migrations may take together
 * @param drain how long requests in flight are waited for when the plugin is disabled
 * @param afterInterrupt how long what has been interrupted gets to end
 * @param callsAtOnce how many requests it may answer at once
 */
public record PluginLimits(
        Duration callback,
        Duration call,
        Duration write,
        Duration migration,
        Duration drain,
        Duration afterInterrupt,
        int callsAtOnce) {

    public static final PluginLimits STANDARD = new PluginLimits(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofSeconds(35),
            Duration.ofSeconds(2),
            32);
}
