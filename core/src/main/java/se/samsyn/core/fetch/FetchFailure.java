package se.samsyn.core.fetch;

import java.util.List;

/** Why something could not be fetched. Nothing has been saved. */
final class FetchFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<String> details;

    FetchFailure(Reason reason, String... details) {
        super(reason + " " + String.join(" ", details));
        this.reason = reason;
        this.details = List.of(details);
    }

    Reason reason() {
        return reason;
    }

    /** What the message {@code fetch.reason.<REASON>} takes. */
    List<String> details() {
        return details;
    }

    /** What was in the way. The message {@code fetch.reason.<NAME>} says it. */
    enum Reason {
        /** No connection, or one that breaks again and again. */
        UNREACHABLE,
        /** The proxy refuses. */
        PROXY,
        /** It asks for patience again and again. */
        BUSY,
        /** It fails again and again. */
        FAULTY,
        /** It does not answer so any more. */
        CLOSED,
        /** There is nothing at the address. */
        NOT_FOUND,
        /** It will not answer. */
        REFUSED,
        /** It refers to another server. */
        ELSEWHERE,
        /** What it answers cannot be read. */
        GARBLED,
        /** It answers more than can be. */
        TOO_LARGE,
        /** Nobody has said which municipality this is. */
        NO_MUNICIPALITY,
        /** There is nothing here to fetch anything for. */
        NOTHING_TO_FETCH,
        /** Whoever asked may not any more. */
        NO_ACCESS,
        /** It took longer than a run may. */
        TIMED_OUT,
        /** It went wrong here. */
        BROKEN
    }
}
