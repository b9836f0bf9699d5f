package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import se.samsyn.api.web.Request;

/** Ending a series: its meetings to come are called off in the same act, and those who were invited to them are told. */
final class SeriesEnd {

    private final Store store;
    private final Invitations invitations;
    private final Clock clock;

    SeriesEnd(Store store, Invitations invitations, Clock clock) {
        this.store = store;
        this.invitations = invitations;
        this.clock = clock;
    }

    /** Those that are called off then, the next first; one that goes on, or should have been held, is no meeting to come. */
    List<Meeting> toCome(Handle handle, Series series) {
        return handle.createQuery("select " + MeetingRepository.COLUMNS
                        + """
                           from p_meetings_meeting t where t.series_id = :series and t.state = 'PLANNED' and t.called_off = false
                            and t.ends_at >= :now order by t.starts_at, t.id
                          """)
                .bind("series", series.id())
                .bind("now", Times.text(clock.instant()))
                .map(MeetingRepository.MEETING)
                .list();
    }

    /**
     * Within the transaction that ends the series.
     *
     * @return how many letters say so
     */
    int callOff(Handle handle, Request request, Series series, String why) {
        int told = 0;
        for (Meeting meeting : toCome(handle, series)) {
            store.meetings().callOff(handle, meeting, true, why, request.caller().id());
            told += invitations.changed(handle, request, series, meeting);
        }
        return told;
    }
}
