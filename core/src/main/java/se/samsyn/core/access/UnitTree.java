package se.samsyn.core.access;

import java.util.Map;
import java.util.Set;

/** What access needs to know of the organisation. */
public interface UnitTree {

    /** The unit itself and every unit above it; empty when it is not a unit of our own. */
    Set<Long> withAncestors(long unitId);

    /** These units of our own and every unit below them. */
    Set<Long> withDescendants(Set<Long> unitIds);

    /** Every unit of our own with the one above it, 0 above the top. */
    Map<Long, Long> parents();

    /** Every unit of our own. */
    default Set<Long> own() {
        return parents().keySet();
    }
}
