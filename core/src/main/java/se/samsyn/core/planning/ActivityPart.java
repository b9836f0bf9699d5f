package se.samsyn.core.planning;

/** The parts that a list of activities falls into. */
public enum ActivityPart {
    /** There is something left to do. */
    OPEN,
    /** Done or cancelled. */
    OVER,
    REMOVED
}
