package se.samsyn.core.job;

/** How a run ended. The message {@code plugin.jobs.outcome.<NAME>} says it. */
public enum JobOutcome {
    DONE,
    FAILED,
    /** Someone ended it, or what it belongs to was turned off. */
    CANCELLED,
    /** It took longer than it may. */
    TIMED_OUT,
    /** The server stopped or fell in the middle of it. */
    CUT_OFF
}
