package se.samsyn.core.followup;

/** Where the pages of follow-up are. */
final class Addresses {

    private Addresses() {}

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

    static String goal(long followUpId, long goalId) {
        return followUp(followUpId) + "/goals/" + goalId;
    }
}
