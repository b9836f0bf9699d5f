package se.samsyn.core.web;

/** There is nothing at the address, or nothing that the caller may know of. */
public final class NotFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NotFound(String what) {
        super(what);
    }
}
