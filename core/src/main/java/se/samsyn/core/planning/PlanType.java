package se.samsyn.core.planning;

import java.util.List;

/** A governance model (styrmodell): levels named by the municipality, and the calendar that its plans follow. */
public record PlanType(long id, String name, Calendar calendar, List<Level> levels, int version) {

    /** The year that a plan is for. */
    public enum Calendar {
        FISCAL_YEAR,
        SCHOOL_YEAR
    }

    /** A level, such as 'nämndmål'; the first is the highest. */
    public record Level(long id, int position, String name) {}
}
