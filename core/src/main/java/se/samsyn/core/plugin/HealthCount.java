package se.samsyn.core.plugin;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts how a plugin does, from many threads at once. */
final class HealthCount {

    private final LongAdder calls = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private volatile @Nullable Slowest slowest;
    private volatile @Nullable Failure last;

    private record Slowest(String what, long millis) {}

    private record Failure(String error, Instant at) {}

    void called(String what, long millis) {
        calls.increment();
        if (isSlowest(millis)) {
            keepSlowest(what, millis);
        }
    }

    private boolean isSlowest(long millis) {
        Slowest known = slowest;
        return known == null || millis > known.millis();
    }

    private synchronized void keepSlowest(String what, long millis) {
        if (isSlowest(millis)) {
            slowest = new Slowest(what, millis);
        }
    }

    void failed(String error, Instant at) {
        errors.increment();
        last = new Failure(error, at);
    }

    PluginHealth health() {
        Slowest slow = slowest;
        Failure failure = last;
        return new PluginHealth(
                calls.sum(),
                errors.sum(),
                slow == null ? 0 : slow.millis(),
                slow == null ? null : slow.what(),
                failure == null ? null : failure.error(),
                failure == null ? null : failure.at());
    }
}
