package se.samsyn.core.followup;

import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.Ids;
import se.samsyn.core.web.NotFound;

/** Where the pages of follow-up are. */
final class Addresses {

    static final String ASSESSMENTS = "/assessments/";
    static final String ANALYSES = "/analyses/";

    private Addresses() {}

    /** The id in the path; what cannot be an id is not found. */
    static long id(Request request, String parameter) {
        return Ids.parse(request.pathParameter(parameter)).orElseThrow(() -> new NotFound(request.path()));
    }

    static String cycle(long id) {
        return "/cycles/" + id;
    }

    static String followUp(long id) {
        return "/followups/" + id;
    }

    static String check(long id) {
        return followUp(id) + "/check";
    }

    static String read(long id) {
        return followUp(id) + "/read";
    }

    /** Where the analysis of the goal is written, or without a goal the one across goals. */
    static String analysis(long followUpId, @Nullable Long goalId) {
        return (goalId == null ? followUp(followUpId) : goal(followUpId, goalId)) + "/analysis";
    }

    static String goal(long followUpId, long goalId) {
        return followUp(followUpId) + "/goals/" + goalId;
    }
}
