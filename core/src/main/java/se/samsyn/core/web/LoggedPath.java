package se.samsyn.core.web;

/** A path as it may stand in the log. */
public final class LoggedPath {

    /** What comes after it in a path lets its holder in. */
    public static final String BEFORE_SECRET = "/welcome/";

    /** The same, for reading one person's calendar. */
    public static final String BEFORE_FEED = "/calendar/feed/";

    private LoggedPath() {}

    public static String of(String path) {
        for (String before : new String[] {BEFORE_SECRET, BEFORE_FEED}) {
            if (path.startsWith(before)) {
                return before + "***";
            }
        }
        return path;
    }
}
