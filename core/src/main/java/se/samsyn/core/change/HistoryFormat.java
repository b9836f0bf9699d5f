package se.samsyn.core.change;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Caller;
import se.samsyn.core.database.Json;

/**
 * How the history of one kind of thing is put into words. The messages are {@code <prefix>.created}, {@code .changed},
 * {@code .removed}, {@code .restored} and {@code <prefix>.field.<name>}. Fields that are not named here are not shown.
 */
public final class HistoryFormat {

    /** What a value is. */
    enum Kind {
        TEXT,
        DATE,
        CODE,
        NAME,
        MAP,
        PARTS
    }

    /**
     * How a field is shown.
     *
     * @param parts tells of the parts of a field that is an object
     * @param codes the beginning of the messages of its codes
     * @param names gives the names of what it points to
     * @param part the part of each object that holds the id, when the field is a list of objects
     */
    record Shown(Kind kind, String codes, @Nullable Names names, String part, @Nullable Parts parts) {

        private Shown(Kind kind, String codes, @Nullable Names names, String part) {
            this(kind, codes, names, part, null);
        }
    }

    /** Tells of each part of a value by itself, by what it was and what it is; the change tells of what thing it is. */
    @FunctionalInterface
    public interface Parts {
        List<HistoryItem.Field> of(Change change, @Nullable String before, @Nullable String after, Locale locale);
    }

    /** The parts of a value that is an object, by their names. */
    public static Map<String, String> partsOf(@Nullable String value) {
        return value == null
                ? Map.of()
                : Json.tree(value).properties().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, part -> part.getValue().asString()));
    }

    /** The names of things by their ids, in one query; unknown ids are left out. */
    @FunctionalInterface
    public interface Names {
        Map<Long, String> of(Collection<Long> ids);
    }

    /** Which things on a unit more people may know of, the latest of them. */
    @FunctionalInterface
    public interface Published {
        Collection<Long> on(long unitId);
    }

    private final String prefix;
    private final Map<String, Shown> fields = new LinkedHashMap<>();
    private @Nullable Names subjects;
    private @Nullable String permission;
    private @Nullable String readerPermission;
    private @Nullable Published published;
    private String address = "";
    private @Nullable String event;
    private List<String> said = List.of();

    private HistoryFormat(String prefix) {
        this.prefix = prefix;
    }

    public static HistoryFormat of(String prefix) {
        return new HistoryFormat(prefix);
    }

    /** Fields shown as they are. */
    public HistoryFormat texts(String... names) {
        for (String name : names) {
            fields.put(name, new Shown(Kind.TEXT, "", null, ""));
        }
        return this;
    }

    /** Fields that are dates. */
    public HistoryFormat dates(String... names) {
        for (String name : names) {
            fields.put(name, new Shown(Kind.DATE, "", null, ""));
        }
        return this;
    }

    /** Fields that are objects, shown as their names and values. */
    public HistoryFormat maps(String... names) {
        for (String name : names) {
            fields.put(name, new Shown(Kind.MAP, "", null, ""));
        }
        return this;
    }

    /** A field whose parts are told of each by itself. */
    public HistoryFormat parts(String name, Parts parts) {
        fields.put(name, new Shown(Kind.PARTS, "", null, "", parts));
        return this;
    }

    /** A field that is a code or true or false; the message {@code <codes>.<code>} names it. */
    public HistoryFormat codes(String name, String codes) {
        fields.put(name, new Shown(Kind.CODE, codes, null, ""));
        return this;
    }

    /** A field that holds an id, or a list of them. */
    public HistoryFormat names(String name, Names names) {
        fields.put(name, new Shown(Kind.NAME, "", names, ""));
        return this;
    }

    /** A field that holds a list of objects, each with an id in this part. */
    public HistoryFormat names(String name, Names names, String part) {
        fields.put(name, new Shown(Kind.NAME, "", names, part));
        return this;
    }

    /**
     * Lets the changes stand in what has happened on a unit, for everyone who is signed in.
     *
     * @param subjects what things are called
     * @param address where a thing is: this, then its id
     */
    public HistoryFormat onUnit(Names subjects, String address) {
        this.subjects = subjects;
        this.address = address;
        return this;
    }

    /**
     * Lets the changes stand in what has happened on a unit, for those who have the permission on it.
     *
     * @param subjects what things are called
     * @param address where a thing is: this, then its id
     */
    public HistoryFormat onUnit(Names subjects, String address, String permission) {
        this.permission = permission;
        return onUnit(subjects, address);
    }

    /** Lets the changes of what has been published stand there too, for those who have this permission on the unit. */
    public HistoryFormat published(String permission, Published published) {
        this.readerPermission = permission;
        this.published = published;
        return this;
    }

    /** A field whose new value says what happened: the message is then {@code <prefix>.<field>.<value>}. */
    public HistoryFormat event(String field) {
        event = field;
        return this;
    }

    /**
     * Fields whose values the messages of what happened name, as {0}, {1} and so on. In what has happened on a unit the
     * message is {@code <prefix>.onunit.<event>}, and the subject follows it.
     */
    public HistoryFormat saying(String... names) {
        said = List.of(names);
        return this;
    }

    List<String> said() {
        return said;
    }

    @Nullable String event() {
        return event;
    }

    String prefix() {
        return prefix;
    }

    Map<String, Shown> fields() {
        return fields;
    }

    @Nullable Names subjects() {
        return subjects;
    }

    boolean toldOnUnit(long unitId, Caller caller) {
        return subjects != null && (permission == null || caller.may(permission, Long.toString(unitId)));
    }

    /** What the caller is told of on the unit, when they are not told of everything. */
    Collection<Long> toldOnUnitOf(long unitId, Caller caller) {
        boolean reads = published != null
                && readerPermission != null
                && caller.may(readerPermission, Long.toString(unitId));
        return reads ? published.on(unitId) : Set.of();
    }

    String address() {
        return address;
    }
}
