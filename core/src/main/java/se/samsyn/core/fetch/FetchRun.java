package se.samsyn.core.fetch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.imports.ImportService.Said;

/**
 * A time that something was fetched from a source, or is to be.
 *
 * @param personId who asked; null when it was the night's work
 * @param confirmed whether what is doubtful is to be saved all the same
 * @param ended null until it has
 * @param requests how many times the source was asked
 * @param reasons why it failed or was held; none when it was not
 */
record FetchRun(
        long id,
        Source source,
        State state,
        @Nullable Long personId,
        boolean confirmed,
        Instant asked,
        @Nullable Instant ended,
        int requests,
        Counts counts,
        List<Said> reasons) {

    /** How it stands, or ended. The message {@code fetch.state.<NAME>} says it. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        /** Nothing was saved, since something was doubtful; someone has to say so. */
        HELD,
        FAILED,
        CANCELLED,
        /** The server stopped or fell in the middle of it. */
        CUT_OFF;

        boolean open() {
            return this == WAITING || this == RUNNING;
        }
    }

    /** What became of the rows. */
    record Counts(long created, long changed, long withdrawn, long unchanged, long skipped, long rejected) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
    }

    FetchRun ended(State how, Instant at, int asks, Counts rows, List<Said> why) {
        return new FetchRun(id, source, how, personId, confirmed, asked, at, asks, rows, why);
    }

    FetchRun as(State now) {
        return new FetchRun(id, source, now, personId, confirmed, asked, ended, requests, counts, reasons);
    }
}
