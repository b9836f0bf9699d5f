package se.samsyn.plugin.meetings;

import java.text.Collator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.Texts;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** What several pages show alike. */
final class Views {

    /** Names in Swedish order. */
    static final Comparator<String> BY_NAME = Collator.getInstance(Locale.forLanguageTag("sv"))::compare;

    private Views() {}

    /** A link of the way back. */
    public record Crumb(String label, @Nullable String href) {}

    /** A choice among several. */
    public record Option(String value, String label, String help) {}

    /** A person on a page. */
    public record Who(String id, String name, String initials) {}

    /** When a meeting is, in words. */
    public record When(String day, String shortDay, String dayOfMonth, String month, String from, String to) {}

    /** A meeting in a list. */
    public record MeetingLine(
            String href, String name, String where, When when, Place place, String state, String stateText, int items) {}

    static Crumb home(Request request) {
        return new Crumb(request.text("start.title"), Series.BASE);
    }

    static Crumb of(Series series) {
        return new Crumb(series.name(), series.address());
    }

    static Crumb of(Request request, Meeting meeting) {
        return new Crumb(Times.shortDay(meeting.day(), request.locale()), meeting.address());
    }

    static When when(Texts texts, Instant from, Instant to) {
        Locale locale = texts.locale();
        LocalDate day = Times.day(from);
        String[] parts = Times.shortDay(day, locale).split(" ");
        return new When(
                Times.longDay(day, locale),
                Times.shortDay(day, locale),
                parts[0],
                parts[1],
                Times.clock(from, locale),
                Times.clock(to, locale));
    }

    /** A day and a time, as '26 nov 2026 14.32'. */
    static String moment(Request request, Instant at) {
        return Times.shortDay(Times.day(at), request.locale()) + " " + Times.clock(at, request.locale());
    }

    static MeetingLine line(Request request, MeetingRepository.Row row, String unitName, Instant now) {
        Meeting meeting = row.meeting();
        return new MeetingLine(
                meeting.address(),
                row.name(),
                unitName,
                when(request, meeting.startsAt(), meeting.endsAt()),
                meeting.where(),
                state(meeting, now),
                stateText(request, meeting, now),
                row.items());
    }

    /** How it stands, by the name that chips have a colour for. */
    static String state(Meeting meeting, Instant now) {
        return meeting.calledOff() ? "CALLED_OFF" : meeting.missed(now) ? "MISSED" : meeting.state().name();
    }

    static String stateText(Request request, Meeting meeting, Instant now) {
        return meeting.missed(now) ? request.text("meeting.missed") : stateText(request, meeting);
    }

    static String stateText(Request request, Meeting meeting) {
        return meeting.calledOff()
                ? request.text("meeting.calledoff")
                : request.text("meeting.state." + meeting.state().name());
    }

    static Who who(Map<String, String> names, @Nullable String id, Request request) {
        String name = id == null || id.isEmpty() ? request.text("who.nobody") : names.getOrDefault(id, request.text("who.unknown"));
        return new Who(id == null ? "" : id, name, initials(name));
    }

    static String name(Request request, String personId) {
        return who(names(request, List.of(personId)), personId, request).name();
    }

    static Map<String, String> names(Request request, Collection<@Nullable String> ids) {
        Set<String> known = new HashSet<>();
        ids.stream().filter(Objects::nonNull).filter(id -> !id.isEmpty()).forEach(known::add);
        return request.services().people().names(known);
    }

    static String initials(String name) {
        List<String> words = List.of(name.strip().split("\\s+"));
        String first = first(words.get(0));
        return words.size() == 1 ? first : first + first(words.get(words.size() - 1));
    }

    private static String first(String word) {
        return word.isEmpty() ? "" : word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    static Response notFound(Request request) {
        return Response.problem(404, "not-found", request.text("web.error.notfound"));
    }

    static Response forbidden(Request request) {
        return Response.problem(403, "forbidden", request.text("web.error.forbidden"));
    }

    /** For what can not be written: locked minutes, or a meeting that has gone on meanwhile. */
    static Response shut(Request request, Meeting meeting) {
        return meeting.state() == Meeting.State.ATTESTED ? locked(request) : stale(request);
    }

    static Response shut(Request request, Finding.Room room) {
        return room.frozen() && room.meeting().state() == Meeting.State.HELD
                ? Response.problem(423, "minutes-locked", request.text("minutes.frozen"))
                : shut(request, room.meeting());
    }

    static Response locked(Request request) {
        return Response.problem(423, "minutes-locked", request.text("minutes.locked"));
    }

    static Response stale(Request request) {
        return Response.problem(409, "stale-version", request.text("web.error.stale"));
    }
}
