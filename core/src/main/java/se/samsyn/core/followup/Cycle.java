package se.samsyn.core.followup;

import java.time.LocalDate;
import se.samsyn.core.measuring.Period;

/**
 * A round of follow-up for a unit and every unit below it that has a plan of the type and year.
 *
 * @param unitId at the top of the round; whoever manages rounds there manages this one
 * @param planPeriod the year of the plans that are followed up
 * @param period what is followed up, such as {@code 2026-T2}
 * @param asksAnalysis whether each unit is asked to analyse its results across goals, as once a year
 */
public record Cycle(
        long id,
        String name,
        long unitId,
        long planTypeId,
        Period planPeriod,
        Period period,
        LocalDate opens,
        LocalDate due,
        boolean asksAnalysis,
        State state,
        int version) {

    /** Where the round is. */
    public enum State {
        PLANNED,
        OPEN,
        CLOSED
    }
}
