package se.samsyn.core.rest;

import java.util.OptionalLong;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.Ids;
import se.samsyn.core.web.PreconditionMissing;
import se.samsyn.core.web.StaleVersion;

/** The version that a change is made from, as {@code If-Match} says. */
public final class Precondition {

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
        OptionalLong version = Ids.parse(header.strip().replace("W/", "").replace("\"", ""));
        if (version.isEmpty() || version.getAsLong() > Integer.MAX_VALUE) {
            throw new StaleVersion(entity, id, 0);
        }
        return (int) version.getAsLong();
    }
}
