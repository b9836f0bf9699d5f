package se.samsyn.core.planning;

import java.util.regex.Pattern;
import se.samsyn.core.web.Rejection;

/** Texts as they are stored: without control characters and outer space, and not too long. */
final class Texts {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t\\n\\r]]");

    private Texts() {}

    /** One line that must have something in it. */
    static String line(Rejection.Check check, String field, String value, int longest) {
        String line = CONTROL.matcher(value).replaceAll("").strip().replaceAll("\\s+", " ");
        check.that(!line.isEmpty(), field, "planning.error.required");
        check.that(line.length() <= longest, field, "planning.error.long", longest);
        return line;
    }

    /** Some lines, or none. */
    static String lines(Rejection.Check check, String field, String value, int longest) {
        String text = CONTROL.matcher(value).replaceAll("").replace("\r\n", "\n").strip();
        check.that(text.length() <= longest, field, "planning.error.long", longest);
        return text;
    }
}
