package se.samsyn.core.web;

/** A change over the REST interface did not say which version it is made from. */
public final class PreconditionMissing extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PreconditionMissing() {
        super("If-Match is missing");
    }
}
