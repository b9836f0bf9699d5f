package se.samsyn.plugin.meetings;

/** Someone would change what stands in minutes that have been signed. */
final class MinutesLocked extends RuntimeException {

    private static final long serialVersionUID = 1;

    MinutesLocked(long meetingId) {
        super("The minutes of meeting " + meetingId + " are frozen", null, false, false);
    }
}
