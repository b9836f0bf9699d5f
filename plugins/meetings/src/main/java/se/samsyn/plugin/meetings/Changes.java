package se.samsyn.plugin.meetings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;

/** What has been changed of a series, a meeting or an item, in words, for the foot of its page. */
final class Changes {

    /** How many fields that were changed last a page tells of. */
    static final int SHOWN = 40;

    /** What is saved at once is one change, though every field takes its moment. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final Pattern SUBJECT = Pattern.compile("type=([A-Z]+)");

    private final Request request;
    private final Map<String, String> names;

    private Changes(Request request, Map<String, String> names) {
        this.request = request;
        this.names = names;
    }

    /** A change as core's history macro shows it. */
    public record Line(String who, String initials, Instant at, String what, List<Field> fields) {}

    /** A field with its old and its new value; empty where there was or is none. */
    public record Field(String label, String before, String after) {}

    /** Of the newest entries first. */
    static List<Line> of(Request request, List<ChangeTrail.Entry> entries) {
        List<@Nullable String> ids = new ArrayList<>();
        for (ChangeTrail.Entry entry : entries) {
            ids.add(entry.personId());
            ids.add(whose(entry.field()));
            if (isPerson(entry)) {
                ids.add(entry.before());
                ids.add(entry.after());
            }
        }
        Changes changes = new Changes(request, Views.names(request, ids));
        List<Line> lines = new ArrayList<>();
        for (List<ChangeTrail.Entry> together : grouped(entries)) {
            lines.add(changes.line(together));
        }
        return lines;
    }

    private static List<List<ChangeTrail.Entry>> grouped(List<ChangeTrail.Entry> entries) {
        List<List<ChangeTrail.Entry>> groups = new ArrayList<>();
        ChangeTrail.@Nullable Entry last = null;
        for (ChangeTrail.Entry entry : entries) {
            boolean goesWith = last != null
                    && last.personId().equals(entry.personId())
                    && last.entity().equals(entry.entity())
                    && last.entityId() == entry.entityId()
                    && Duration.between(entry.at(), last.at()).compareTo(AT_ONCE) < 0
                    && groups.get(groups.size() - 1).stream().noneMatch(other -> other.field().equals(entry.field()));
            if (!goesWith) {
                groups.add(new ArrayList<>());
            }
            // In the order that they were written.
            groups.get(groups.size() - 1).add(0, entry);
            last = entry;
        }
        return groups;
    }

    private Line line(List<ChangeTrail.Entry> together) {
        ChangeTrail.Entry first = together.get(0);
        Views.Who who = Views.who(names, first.personId(), request);
        return new Line(
                who.name(),
                who.initials(),
                first.at(),
                what(together.stream().filter(entry -> entry.field().equals("sentBack")).findFirst().orElse(first)),
                together.stream().filter(Changes::hasValues).map(this::field).toList());
    }

    /** Whoever asks for a change takes signatures back with it. */
    private String what(ChangeTrail.Entry entry) {
        return switch (entry.field()) {
            case "signed" -> request.text("changes.did.signed");
            case "takenBack" -> request.text("changes.did.takenback");
            case "sentBack" -> request.text("changes.did.sentback");
            case "mended" -> request.text("changes.did.mended");
            case "mailed", "mailedSigned" -> request.text("changes.did." + entry.field(), Integer.valueOf(Objects.requireNonNull(entry.after())));
            case "startsAt", "name", "title", "text" ->
                entry.before() == null ? request.text("changes.did.created") : request.text("changes.did.changed");
            case "removed" -> request.text(ofText(entry) ? "changes.did.removed" : "changes.did.changed");
            default -> request.text("changes.did.changed");
        };
    }

    /** Whether it is of a decision or an action, whose text is kept when it is taken away. */
    private static boolean ofText(ChangeTrail.Entry entry) {
        return entry.entity().equals(Decision.ENTITY) || entry.entity().equals(Action.ENTITY);
    }

    private static boolean hasValues(ChangeTrail.Entry entry) {
        return switch (entry.field()) {
            case "signed", "takenBack", "mended", "mailed", "mailedSigned" -> false;
            default -> true;
        };
    }

    private Field field(ChangeTrail.Entry entry) {
        String before = entry.field().equals("order") ? "" : value(entry, entry.before());
        return new Field(label(entry), before, value(entry, entry.after()));
    }

    /** Whose id a field's name ends with, as in {@code member-12}; null where it ends with none. */
    private static @Nullable String whose(String field) {
        int dash = field.indexOf('-');
        return dash < 0 ? null : field.substring(dash + 1);
    }

    private static String kind(String field) {
        int dash = field.indexOf('-');
        return dash < 0 ? field : field.substring(0, dash);
    }

    private static boolean isPerson(ChangeTrail.Entry entry) {
        return kind(entry.field()).equals("standIn") || Set.of("presenterId", "ownerId").contains(entry.field());
    }

    private String label(ChangeTrail.Entry entry) {
        if (ofText(entry) && Set.of("text", "removed").contains(entry.field())) {
            return request.text(entry.entity() + ".label");
        }
        String whose = Views.who(names, whose(entry.field()), request).name();
        return switch (kind(entry.field())) {
            case "name" -> request.text("series.name");
            case "title" -> request.text("item.title");
            case "purpose" -> request.text("series.purpose");
            case "place" -> request.text("series.place");
            case "minutes" -> request.text("item.minutes.unit");
            case "openAbove" -> request.text("series.open");
            case "archived" -> request.text("series.archived");
            case "template" -> request.text("series.template");
            case "member" -> whose;
            case "startsAt" -> request.text("meeting.time");
            case "endsAt" -> request.text("changes.ends");
            case "calledOff" -> request.text("meeting.calledoff");
            case "calledOffWhy" -> request.text("meeting.calloff.why");
            case "presence" -> request.text("changes.presence", whose);
            case "order" -> request.text("agenda.title");
            case "presenterId" -> request.text("item.presenter");
            case "subject" -> request.text("item.subject");
            case "carriedFrom" -> request.text("item.carried");
            case "removed" -> request.text("changes.removed");
            case "ownerId" -> request.text("action.owner");
            case "due" -> request.text("action.due");
            case "file" -> request.text("file.file");
            case "sentBack" -> request.text("signing.back.why");
            case "standIn" -> request.text("signing.standin");
            default -> request.text("log.state");
        };
    }

    private String value(ChangeTrail.Entry entry, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        return switch (kind(entry.field())) {
            case "openAbove", "archived", "calledOff" -> request.text("changes." + value);
            case "removed" -> ofText(entry) ? value : request.text("changes." + value);
            case "due" -> Times.shortDay(LocalDate.parse(value), request.locale());
            case "carriedFrom" -> request.text("changes.true");
            case "member" -> request.text("role." + value);
            case "startsAt", "endsAt" -> Views.moment(request, Instant.parse(value));
            case "presence" -> request.text(value.equals("PRESENT") ? "presence.present" : "presence.absent");
            case "order" -> request.text("changes.reordered");
            case "presenterId", "ownerId", "standIn" -> Views.who(names, value, request).name();
            case "subject" -> subject(value);
            case "state" -> state(entry, value);
            default -> value;
        };
    }

    private String state(ChangeTrail.Entry entry, String value) {
        return request.text((entry.entity().equals(Item.ENTITY) ? "item.state." : "meeting.state.") + value);
    }

    /** Which kind of thing: what it is called is not everyone's to see. */
    private String subject(String value) {
        Matcher type = SUBJECT.matcher(value);
        return type.find() ? request.text("subject." + type.group(1)) : "";
    }
}
