package se.samsyn.core.planning;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.UnitKind;

/**
 * Which plans a list is about; what is null makes no difference.
 *
 * @param first the units whose plans come first
 */
public record PlanQuery(
        @Nullable Period period,
        @Nullable UnitKind unitKind,
        @Nullable Long unitId,
        Plan.@Nullable State state,
        Set<Long> first) {

    /** Every plan. */
    public static PlanQuery all() {
        return new PlanQuery(null, null, null, null, Set.of());
    }

    /** The plans of one unit. */
    public static PlanQuery ofUnit(long unitId) {
        return new PlanQuery(null, null, unitId, null, Set.of());
    }
}
