package se.samsyn.core.followup;

import java.time.LocalDate;
import se.samsyn.core.measuring.Period;

/**
 * What one decides about a round of follow-up when it is planned.
 *
 * @param asksAnalysis whether each unit is asked to analyse its results across goals, as once a year
 */
public record NewCycle(
        String name,
        long unitId,
        long planTypeId,
        Period planPeriod,
        Period period,
        LocalDate opens,
        LocalDate due,
        boolean asksAnalysis) {

    /** A check-in, which asks for an analysis only of goals that stand worse than before. */
    public NewCycle(
            String name, long unitId, long planTypeId, Period planPeriod, Period period, LocalDate opens, LocalDate due) {
        this(name, unitId, planTypeId, planPeriod, period, opens, due, false);
    }
}
