package se.samsyn.core.followup;

import java.time.LocalDate;
import se.samsyn.core.measuring.Period;

/** What one decides about a round of follow-up when it is planned. */
public record NewCycle(
        String name, long unitId, long planTypeId, Period planPeriod, Period period, LocalDate opens, LocalDate due) {}
