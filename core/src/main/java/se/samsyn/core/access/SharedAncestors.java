package se.samsyn.core.access;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What each unit lies in, remembered between requests for as long as nothing at all has changed. A request tells the
 * latest change that it knows of, so that no server needs to be told by another.
 */
final class SharedAncestors {

    private final UnitTree units;
    private final BooleanSupplier writing;
    private volatile Known known = new Known(-1, Map.of());

    /**
     * @param writing whether the thread is in a unit of work, whose changes may still be undone
     */
    SharedAncestors(UnitTree units, BooleanSupplier writing) {
        this.units = units;
        this.writing = writing;
    }

    private record Known(long change, Map<Long, Set<Long>> withAncestors) {}

    Set<Long> withAncestors(long unitId, long change) {
        if (writing.getAsBoolean()) {
            return units.withAncestors(unitId);
        }
        Known now = known;
        if (now.change() != change) {
            now = new Known(change, new ConcurrentHashMap<>());
            known = now;
        }
        Set<Long> found = now.withAncestors().computeIfAbsent(unitId, this::own);
        return found == null ? Set.of() : found;
    }

    /** Null for what is no unit of ours: there is no end to those. */
    private @Nullable Set<Long> own(long unitId) {
        Set<Long> found = units.withAncestors(unitId);
        return found.isEmpty() ? null : Set.copyOf(found);
    }
}
