package se.samsyn.core.web;

/** Someone else changed it since the caller read it. */
public final class StaleVersion extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StaleVersion(String entity, long id, int expected) {
        super(entity + " " + id + " is no longer at version " + expected);
    }
}
