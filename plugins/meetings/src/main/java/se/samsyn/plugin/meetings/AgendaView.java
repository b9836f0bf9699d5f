package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;

/** An agenda as pages show it, with the times that the minutes of its items add up to. */
final class AgendaView {

    private AgendaView() {}

    /**
     * A row of the agenda.
     *
     * @param from when it is taken up if those before it keep their time
     * @param until when it is over if it and those before it keep their time, as an instant; null unless it is under way and
     *     has minutes
     * @param current whether it is under way
     * @param shown whether it is the one that the page shows
     * @param earlier the address of the item that it goes on from, or null
     * @param subject its kind in words, or null
     * @param files how many are attached
     */
    public record Line(
            long id,
            int number,
            String title,
            String from,
            String to,
            @Nullable String until,
            int minutes,
            Views.@Nullable Who presenter,
            String state,
            String stateText,
            boolean current,
            boolean shown,
            boolean carried,
            @Nullable String earlier,
            @Nullable String subject,
            int files,
            int version,
            boolean first,
            boolean last) {}

    /** An agenda in all, and how its minutes compare with the meeting's. */
    public record Agenda(List<Line> lines, int minutes, int planned, String end, boolean over) {}

    static Agenda of(Request request, Meeting meeting, List<Item> items, @Nullable Long shown) {
        return of(request, meeting, items, shown, Map.of());
    }

    /**
     * @param files by item
     */
    static Agenda of(
            Request request,
            Meeting meeting,
            List<Item> items,
            @Nullable Long shown,
            Map<Long, List<ItemFiles.Line>> files) {
        Map<String, String> names = Views.names(request, items.stream().map(Item::presenterId).toList());
        List<Line> lines = new ArrayList<>();
        Instant at = meeting.beganAt() == null ? meeting.startsAt() : meeting.beganAt();
        int minutes = 0;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            Instant to = at.plusSeconds(item.minutes() * 60L);
            boolean current = meeting.state() == Meeting.State.ONGOING && Objects.equals(meeting.currentItem(), item.id());
            lines.add(new Line(
                    item.id(),
                    i + 1,
                    item.title(),
                    Times.clock(at, request.locale()),
                    Times.clock(to, request.locale()),
                    current && item.minutes() > 0 ? Times.text(to) : null,
                    item.minutes(),
                    item.presenterId() == null ? null : Views.who(names, item.presenterId(), request),
                    item.state().name(),
                    request.text("item.state." + item.state().name()),
                    current,
                    Objects.equals(shown, item.id()),
                    item.carriedFrom() != null,
                    item.earlier(),
                    item.subject() == null ? null : request.text("subject." + item.subject().type().name()),
                    files.getOrDefault(item.id(), List.of()).size(),
                    item.version(),
                    i == 0,
                    i == items.size() - 1));
            minutes += item.minutes();
            at = to;
        }
        return new Agenda(lines, minutes, meeting.minutes(), Times.clock(at, request.locale()), minutes > meeting.minutes());
    }
}
