package se.samsyn.core.rest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.Ids;

/**
 * A JSON body read field by field. A field that is not there keeps the value it has, as a merge patch says; what is
 * wrong is collected, and {@link #check()} tells all of it at once.
 */
public final class JsonBody {

    private static final int LONGEST_TEXT = 20_000;

    private final Request request;
    private final Map<String, Object> fields;
    private final Map<String, String> errors;
    private final String prefix;

    private JsonBody(Request request, Map<String, Object> fields, Map<String, String> errors, String prefix) {
        this.request = request;
        this.fields = fields;
        this.errors = errors;
        this.prefix = prefix;
    }

    /**
     * @param known the fields that may be there
     * @throws InputException when the body is no JSON object
     */
    public static JsonBody of(Request request, Set<String> known) {
        JsonBody body = new JsonBody(request, request.json(), new LinkedHashMap<>(), "");
        body.refuseOthers(known);
        return body;
    }

    private void refuseOthers(Set<String> known) {
        fields.keySet().stream().filter(name -> !known.contains(name)).forEach(name -> reject(name, "rest.error.unknownfield"));
    }

    /** The objects in an array, each read as a body; what is wrong in them is told with the rest, as {@code causes[0].text}. */
    public List<JsonBody> objects(String name, Set<String> known) {
        List<JsonBody> objects = new ArrayList<>();
        if (!(fields.get(name) instanceof List<?> values)) {
            reject(name, "rest.error.array");
            return objects;
        }
        for (Object value : values) {
            String place = prefix + name + "[" + objects.size() + "]";
            if (!(value instanceof Map<?, ?> map)) {
                errors.put(place, request.text("rest.error.object"));
                return objects;
            }
            Map<String, Object> object = new LinkedHashMap<>();
            map.forEach((key, one) -> object.put(String.valueOf(key), one));
            JsonBody body = new JsonBody(request, object, errors, place + ".");
            body.refuseOthers(known);
            objects.add(body);
        }
        return objects;
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The text of a field that may not be empty. */
    public String text(String name, String current) {
        String text = optionalText(name, current);
        if (errors.containsKey(prefix + name)) {
            return "";
        }
        if (text == null || text.isBlank()) {
            reject(name, "rest.error.required");
            return "";
        }
        return text;
    }

    /** The text of a field, null when it was sent as null. */
    public @Nullable String optionalText(String name, @Nullable String current) {
        if (!has(name)) {
            return current;
        }
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            reject(name, "rest.error.text");
            return current;
        }
        if (text.length() > LONGEST_TEXT) {
            reject(name, "rest.error.toolong", LONGEST_TEXT);
            return current;
        }
        return text.strip();
    }

    public @Nullable Double number(String name, @Nullable Double current) {
        if (!has(name) || fields.get(name) == null) {
            return has(name) ? null : current;
        }
        if (fields.get(name) instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        reject(name, "rest.error.number");
        return current;
    }

    /** A whole number that may not be null. */
    public int wholeNumber(String name, int current) {
        Double number = number(name, (double) current);
        if (number == null || number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            reject(name, "rest.error.number");
            return current;
        }
        return number.intValue();
    }

    public boolean flag(String name, boolean current) {
        if (!has(name)) {
            return current;
        }
        if (fields.get(name) instanceof Boolean flag) {
            return flag;
        }
        reject(name, "rest.error.flag");
        return current;
    }

    public @Nullable LocalDate date(String name, @Nullable LocalDate current) {
        return parsed(name, current, LocalDate::parse, "rest.error.date");
    }

    /** The id in a field; what it points to is checked by the service. */
    public @Nullable Long id(String name, @Nullable Long current) {
        if (!has(name) || fields.get(name) == null) {
            return has(name) ? null : current;
        }
        OptionalLong id = Ids.parse(String.valueOf(fields.get(name)));
        if (id.isEmpty()) {
            reject(name, "rest.error.id");
            return current;
        }
        return id.getAsLong();
    }

    /** The ids in an array. */
    public List<Long> ids(String name, List<Long> current) {
        if (!has(name)) {
            return current;
        }
        List<Long> ids = new ArrayList<>();
        if (fields.get(name) instanceof List<?> values) {
            for (Object value : values) {
                Ids.parse(String.valueOf(value)).ifPresentOrElse(ids::add, () -> reject(name, "rest.error.id"));
            }
        } else {
            reject(name, "rest.error.array");
        }
        return ids;
    }

    /** One of an enumeration, by its name in any case. */
    public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type, @Nullable E current) {
        return parsed(name, current, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)), "rest.error.choice");
    }

    /** The constant with the name, in any case; null when there is none. */
    public static <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    /** A value with a text form of its own, such as a period. */
    public <T> @Nullable T parsed(String name, @Nullable T current, Function<String, T> parse, String errorKey) {
        if (!has(name) || fields.get(name) == null) {
            return has(name) ? null : current;
        }
        try {
            return parse.apply(String.valueOf(fields.get(name)));
        } catch (IllegalArgumentException | DateTimeException e) {
            reject(name, errorKey);
            return current;
        }
    }

    /** A map from text to text. */
    public Map<String, String> texts(String name, Map<String, String> current) {
        if (!has(name)) {
            return current;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        if (fields.get(name) instanceof Map<?, ?> map
                && map.values().stream().allMatch(String.class::isInstance)) {
            map.forEach((key, value) -> texts.put(String.valueOf(key), (String) value));
        } else {
            reject(name, "rest.error.map");
        }
        return texts;
    }

    /** A map from text to text, in which the sent ones take the place of those there are; blank where one was sent as null. */
    public Map<String, String> patch(String name, Map<String, String> current) {
        if (!has(name)) {
            return current;
        }
        Map<String, String> texts = new LinkedHashMap<>(current);
        if (fields.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value == null || value instanceof String) {
                    texts.put(String.valueOf(key), value == null ? "" : (String) value);
                } else {
                    reject(name + "." + key, "rest.error.text");
                }
            });
        } else {
            reject(name, "rest.error.map");
        }
        return texts;
    }

    /** Says that a required field is missing. */
    public <T> @Nullable T required(String name, @Nullable T value) {
        if (value == null && !errors.containsKey(prefix + name)) {
            reject(name, "rest.error.required");
        }
        return value;
    }

    /**
     * @throws InputException when anything was wrong, with every field's text
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw new InputException(request.text("rest.error.fields"), errors);
        }
    }

    /** Marks a field that the caller found wrong. */
    public void reject(String name, String key, Object... arguments) {
        errors.put(prefix + name, request.text(key, arguments));
    }
}
