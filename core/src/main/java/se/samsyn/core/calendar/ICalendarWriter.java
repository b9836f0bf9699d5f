package se.samsyn.core.calendar;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationLevel;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import biweekly.util.ICalDate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Date;
import java.util.regex.Pattern;

/** Writes dates in the form that calendar programs read, RFC 5545. */
public final class ICalendarWriter {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    private final String address;
    private final InstallationId installation;
    private final Clock clock;

    /**
     * @param address how people reach Samsyn, without a slash at the end
     */
    public ICalendarWriter(String address, InstallationId installation, Clock clock) {
        this.address = address;
        this.installation = installation;
        this.clock = clock;
    }

    /** Who asks or is asked. */
    public record Party(String name, String email) {}

    /** A calendar to subscribe to. */
    String feed(String name, Collection<CalendarDate> dates) {
        ICalendar calendar = calendar();
        calendar.setName(line(name));
        calendar.addExperimentalProperty("X-WR-CALNAME", line(name));
        dates.forEach(date -> calendar.addEvent(event(date)));
        return Biweekly.write(calendar).version(ICalVersion.V2_0).go();
    }

    /**
     * Calls someone to take part, or takes that back when it is cancelled. No answer is asked for: it would go to an address
     * that nobody reads.
     */
    public String invitation(CalendarDate date, Party organizer, Party attendee) {
        ICalendar calendar = calendar();
        calendar.setMethod(date.cancelled() ? Method.cancel() : Method.request());
        VEvent event = event(date);
        event.setOrganizer(new Organizer(line(organizer.name()), organizer.email()));
        Attendee invited = new Attendee(line(attendee.name()), attendee.email());
        invited.setParticipationStatus(ParticipationStatus.NEEDS_ACTION);
        invited.setParticipationLevel(ParticipationLevel.REQUIRED);
        invited.setRsvp(false);
        event.addAttendee(invited);
        calendar.addEvent(event);
        return Biweekly.write(calendar).version(ICalVersion.V2_0).go();
    }

    private static ICalendar calendar() {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Samsyn//Samsyn//SV");
        return calendar;
    }

    private VEvent event(CalendarDate date) {
        VEvent event = new VEvent();
        event.setUid(line(date.origin() + "." + date.key()) + "@" + installation.get());
        event.setDateTimeStamp(Date.from(clock.instant()));
        event.setSequence(date.revision());
        event.setSummary(line(date.title()));
        String link = address + date.href();
        event.setDescription(text(date.text().isBlank() ? link : date.text() + "\n\n" + link));
        event.setUrl(link);
        if (!date.place().isBlank()) {
            event.setLocation(line(date.place()));
        }
        if (date.wholeDays()) {
            event.setDateStart(wholeDay(date.firstDay()));
            event.setDateEnd(wholeDay(date.lastDay().plusDays(1)));
            event.setTransparency(true);
        } else {
            event.setDateStart(new ICalDate(Date.from(date.start()), true));
            event.setDateEnd(new ICalDate(Date.from(date.end()), true));
        }
        event.setStatus(date.cancelled() ? Status.cancelled() : Status.confirmed());
        return event;
    }

    /** Of the calendar alone: the library's date is one of the machine's own zone. */
    private static ICalDate wholeDay(LocalDate day) {
        return new ICalDate(Date.from(day.atStartOfDay(ZoneId.systemDefault()).toInstant()), false);
    }

    private static String text(String text) {
        return CONTROL.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("");
    }

    private static String line(String text) {
        return text(text).replace('\n', ' ');
    }
}
