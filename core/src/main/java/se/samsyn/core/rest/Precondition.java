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
     * To be asked before the body is read, so that a stale change is told of as such whatever else is wrong with it.
     *
     * @param current the version that is kept now
     * @throws PreconditionMissing when the header is not there
     * @throws StaleVersion when it names another version
     */
    public static int version(Request request, String entity, long id, int current) {
        String header = request.header("If-Match");
        if (header == null) {
            throw new PreconditionMissing();
        }
        Matcher tag = TAG.matcher(header.strip());
        int version = tag.matches() ? Integer.parseInt(tag.group(1)) : -1;
        if (version != current) {
            throw new StaleVersion(entity, id, version);
        }
        return version;
    }
}
