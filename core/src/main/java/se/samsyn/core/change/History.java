package se.samsyn.core.change;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.Initials;
import se.samsyn.core.change.HistoryFormat.Names;
import se.samsyn.core.change.HistoryFormat.Shown;
import se.samsyn.core.database.Json;
import se.samsyn.core.database.Times;
import tools.jackson.databind.JsonNode;

/** The change log in words: who did what, when, with names for ids and words for codes. */
public final class History {

    private static final int LONGEST_VALUE = 400;

    private final ChangeLog changes;
    private final Map<String, HistoryFormat> formats = new ConcurrentHashMap<>();

    public History(ChangeLog changes) {
        this.changes = changes;
    }

    /** Says how the changes of a kind of thing are put into words. */
    public void describe(String entity, HistoryFormat format) {
        formats.put(entity, format);
    }

    /** What has happened to one thing, newest first. */
    public List<HistoryItem> of(String entity, long id, int limit, Request request) {
        return items(changes.history(entity, id, limit), request, false);
    }

    /** What has happened to these things of a kind, newest first. */
    public List<HistoryItem> of(String entity, Collection<Long> ids, int limit, Request request) {
        return items(changes.history(entity, ids, limit), request, false);
    }

    /** The latest that happened to it. */
    public Optional<HistoryItem> last(String entity, long id, Request request) {
        return of(entity, id, 1, request).stream().findFirst();
    }

    /** What has happened on a unit to the things that the caller may know of, newest first. */
    public List<HistoryItem> ofUnit(long unitId, int limit, Request request) {
        Set<String> told = new HashSet<>();
        Map<String, Collection<Long>> toldOf = new HashMap<>();
        formats.forEach((entity, format) -> {
            if (format.toldOnUnit(unitId, request.caller())) {
                told.add(entity);
            } else {
                toldOf.put(entity, format.toldOnUnitOf(unitId, request.caller()));
            }
        });
        return items(changes.ofUnit(unitId, told, toldOf, limit), request, true);
    }

    private List<HistoryItem> items(List<Change> all, Request request, boolean onUnit) {
        Map<Names, Map<Long, String>> names = names(all);
        List<HistoryItem> items = new ArrayList<>();
        for (Change change : all) {
            HistoryFormat format = formats.get(change.entity());
            if (format != null) {
                items.add(item(change, format, names, request, onUnit));
            }
        }
        return items;
    }

    private HistoryItem item(
            Change change,
            HistoryFormat format,
            Map<Names, Map<Long, String>> names,
            Request request,
            boolean onUnit) {
        String name = change.who() != null ? change.who() : request.text("change.origin." + origin(change));
        String who = change.forWhom() == null ? name : request.text("change.for", name, change.forWhom());
        Map<String, FieldChange> changed = change.fields().stream()
                .collect(Collectors.toMap(FieldChange::field, field -> field));
        List<HistoryItem.Field> fields = new ArrayList<>();
        format.fields().forEach((field, shown) -> {
            FieldChange values = changed.get(field);
            if (values == null || change.kind() != Change.Kind.CHANGED) {
                return;
            }
            if (shown.parts() != null) {
                fields.addAll(shown.parts().of(change, values.before(), values.after(), request.locale()));
            } else {
                fields.add(new HistoryItem.Field(
                        request.text(format.prefix() + ".field." + field),
                        shown(values.before(), shown, names, request),
                        shown(values.after(), shown, names, request)));
            }
        });
        Names subjects = format.subjects();
        return new HistoryItem(
                who,
                Initials.of(name),
                change.at(),
                what(change, format, event(change, format, changed), names, request, onUnit),
                fields,
                subjects == null ? null : names.getOrDefault(subjects, Map.of()).get(change.entityId()),
                subjects == null ? null : format.address() + change.entityId(),
                Times.text(change.at()));
    }

    private static String what(
            Change change,
            HistoryFormat format,
            String event,
            Map<Names, Map<Long, String>> names,
            Request request,
            boolean onUnit) {
        String prefix = onUnit && !format.said().isEmpty() ? format.prefix() + ".onunit." : format.prefix() + ".";
        Object[] said = format.said().stream()
                .map(field -> shown(change.values().get(field), format.fields().get(field), names, request))
                .map(value -> Objects.requireNonNullElse(value, ""))
                .toArray();
        return request.text(prefix + event, said);
    }

    private static String event(Change change, HistoryFormat format, Map<String, FieldChange> changed) {
        FieldChange telling = format.event() == null ? null : changed.get(format.event());
        if (change.kind() == Change.Kind.CHANGED && telling != null) {
            return format.event() + "." + telling.after();
        }
        FieldChange removed = changed.get("removed");
        return switch (change.kind()) {
            case CREATED -> "created";
            case REMOVED -> "removed";
            case CHANGED -> removed == null ? "changed" : "true".equals(removed.after()) ? "removed" : "restored";
        };
    }

    private static String origin(Change change) {
        return Set.of("import", "cli", "api").contains(change.origin()) ? change.origin() : "system";
    }

    /** Every name that the changes need, each kind of name asked for once. */
    private Map<Names, Map<Long, String>> names(List<Change> all) {
        Map<Names, Set<Long>> wanted = new HashMap<>();
        for (Change change : all) {
            HistoryFormat format = formats.get(change.entity());
            if (format == null) {
                continue;
            }
            if (format.subjects() != null) {
                wanted.computeIfAbsent(format.subjects(), n -> new HashSet<>()).add(change.entityId());
            }
            for (String field : format.said()) {
                Shown shown = format.fields().get(field);
                if (shown.names() != null) {
                    wanted.computeIfAbsent(shown.names(), n -> new HashSet<>())
                            .addAll(ids(change.values().get(field), shown.part()));
                }
            }
            for (FieldChange field : change.fields()) {
                Shown shown = format.fields().get(field.field());
                if (shown != null && shown.names() != null) {
                    Set<Long> ids = wanted.computeIfAbsent(shown.names(), n -> new HashSet<>());
                    ids.addAll(ids(field.before(), shown.part()));
                    ids.addAll(ids(field.after(), shown.part()));
                }
            }
        }
        Map<Names, Map<Long, String>> names = new HashMap<>();
        wanted.forEach((source, ids) -> names.put(source, source.of(ids)));
        return names;
    }

    private static @Nullable String shown(
            @Nullable String value, Shown shown, Map<Names, Map<Long, String>> names, Request request) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        return switch (shown.kind()) {
            case TEXT -> value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
            case DATE -> date(LocalDate.parse(value), request.locale());
            case MAP, PARTS -> Json.tree(value).properties().stream()
                    .map(pair -> pair.getKey() + " " + pair.getValue().asString())
                    .collect(Collectors.collectingAndThen(
                            Collectors.joining(", "), text -> text.isEmpty() ? null : text));
            case CODE -> request.text(shown.codes() + "." + value);
            case NAME -> {
                Map<Long, String> known = names.getOrDefault(shown.names(), Map.of());
                List<Long> ids = ids(value, shown.part());
                yield ids.isEmpty()
                        ? null
                        : ids.stream()
                                .map(id -> known.getOrDefault(id, request.text("change.unknown")))
                                .collect(Collectors.joining(", "));
            }
        };
    }

    private static List<Long> ids(@Nullable String value, String part) {
        if (value == null || value.isEmpty()) {
            return List.of();
        }
        List<Long> ids = new ArrayList<>();
        JsonNode node = Json.tree(value);
        if (node.isArray()) {
            node.forEach(element -> ids.add((part.isEmpty() ? element : element.get(part)).asLong()));
        } else {
            ids.add(node.asLong());
        }
        return ids;
    }

    private static String date(LocalDate date, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", locale).format(date);
    }
}
