package se.samsyn.core.access;

/** The caller may not do this. */
public final class AccessDenied extends RuntimeException {

    private static final long serialVersionUID = 1;

    public AccessDenied(String permission) {
        super("Needs the permission " + permission);
    }
}
