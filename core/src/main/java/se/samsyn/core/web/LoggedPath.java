package se.samsyn.core.web;

/** A path as it may stand in the log. */
public final class LoggedPath {

    /** What comes after it in a path lets its holder in. */
    public static final String BEFORE_SECRET = "/welcome/";

    private LoggedPath() {}

    public static String of(String path) {
        return path.startsWith(BEFORE_SECRET) ? BEFORE_SECRET + "***" : path;
    }
}
