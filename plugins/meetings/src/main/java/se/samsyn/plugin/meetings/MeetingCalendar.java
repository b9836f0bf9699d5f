package se.samsyn.plugin.meetings;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.samsyn.api.access.Caller;
import se.samsyn.api.organisation.Unit;
import se.samsyn.api.service.Services;
import se.samsyn.api.work.CalendarEntry;
import se.samsyn.api.work.CalendarSource;

/** One's own meetings in one's calendar. */
final class MeetingCalendar implements CalendarSource {

    private static final int MOST = 500;

    private final MeetingRepository meetings;
    private final Insight insight;

    MeetingCalendar(MeetingRepository meetings, Insight insight) {
        this.meetings = meetings;
        this.insight = insight;
    }

    @Override
    public List<CalendarEntry> entries(Span span, Caller caller, Services services) {
        List<MeetingRepository.Row> mine = meetings.between(
                insight.reach(caller),
                span.from().atStartOfDay(Times.ZONE).toInstant(),
                span.to().plusDays(1).atStartOfDay(Times.ZONE).toInstant(),
                MOST);
        Map<String, Unit> units =
                services.units().find(mine.stream().map(MeetingRepository.Row::unitId).collect(Collectors.toSet()));
        return mine.stream()
                .map(row -> entry(
                                row.meeting(),
                                row.name(),
                                units.containsKey(row.unitId()) ? units.get(row.unitId()).name() : "")
                        .onUnit(row.unitId()))
                .toList();
    }

    /** A meeting as an entry; a move replaces what was sent before. */
    static CalendarEntry entry(Meeting meeting, String name, String text) {
        return entry(meeting, meeting.sequence(), name, text, meeting.calledOff());
    }

    /** Takes it out of the calendar of one who does not take part any more, as {@link Invitations} gives it. */
    static CalendarEntry withdrawn(Meeting meeting, String name) {
        return entry(meeting, meeting.sequence() - 1, name, "", true);
    }

    private static CalendarEntry entry(Meeting meeting, int revision, String name, String text, boolean cancelled) {
        return new CalendarEntry(
                "meeting-" + meeting.id(),
                revision,
                name,
                text,
                meeting.place(),
                meeting.startsAt(),
                meeting.endsAt(),
                "/meetings/" + meeting.id(),
                cancelled);
    }
}
