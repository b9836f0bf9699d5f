package se.samsyn.core.job;

/** A run that is under way, as the work itself sees it. */
public interface RunningJob {

    /** Whether it has been asked to end. */
    boolean cancelled();

    /** Whether it has been asked to end since it took too long. */
    boolean timedOut();

    /** Says how far it has come, for those who look. */
    void progress(String text);

    /** Tells of a row of a file that is not taken in, and why; the first hundred are kept with the run. */
    void rejected(String row);
}
