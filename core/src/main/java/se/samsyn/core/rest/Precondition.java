package se.samsyn.core.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.samsyn.api.web.Request;
import se.samsyn.core.web.PreconditionMissing;
import se.samsyn.core.web.StaleVersion;

/** The version that a change is made from, as {@code If-Match} says. */
public final class Precondition {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?([0-9]{1,9})\"?");

    private Precondition() {}

    /**
     * @throws PreconditionMissing when the header is not there
     * @throws StaleVersion when it names no version of ours
     */
    public static int version(Request request, String entity, long id) {
        String header = request.header("If-Match");
        if (header == null) {
            throw new PreconditionMissing();
        }
        Matcher tag = TAG.matcher(header.strip());
        if (!tag.matches()) {
            throw new StaleVersion(entity, id, -1);
        }
        return Integer.parseInt(tag.group(1));
    }
}
