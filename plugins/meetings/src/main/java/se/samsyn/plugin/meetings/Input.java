package se.samsyn.plugin.meetings;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;

/** Reads what was sent, a form or JSON, and collects what is wrong with it, field by field. */
final class Input {

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 12, 31);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,2})[.:]([0-9]{2})(:00)?");

    private final Request request;
    private final Function<String, @Nullable String> values;
    private final String suffix;
    private final Map<String, String> errors = new LinkedHashMap<>();
    /** Fields of JSON that are something else than a text. */
    private final Set<String> noTexts = new HashSet<>();

    private Input(Request request, Function<String, @Nullable String> values, String suffix) {
        this.request = request;
        this.values = values;
        this.suffix = suffix;
    }

    static Input form(Request request) {
        return new Input(request, request::form, "");
    }

    /** What stands behind the question mark in the address. */
    static Input query(Request request) {
        return new Input(request, request::query, "");
    }

    /** A form whose fields are named with a suffix, since there are several on the page. */
    static Input form(Request request, String suffix) {
        return new Input(request, request::form, suffix);
    }

    /** Texts and whole numbers; whatever else stands in the body is wrong where it is read. */
    static Input json(Request request) {
        Map<String, Object> body = request.json();
        Input input = new Input(request, name -> body.get(name) == null ? null : String.valueOf(body.get(name)), "");
        body.forEach((name, value) -> {
            if (value != null && !(value instanceof String)) {
                input.noTexts.add(name);
            }
        });
        return input;
    }

    boolean has(String name) {
        return values.apply(name + suffix) != null;
    }

    /** What is in the field, without space around it; empty when it was not sent. */
    String value(String name) {
        String value = values.apply(name + suffix);
        return value == null ? "" : value.strip();
    }

    @Nullable String orNull(String name) {
        String value = value(name);
        return value.isEmpty() ? null : value;
    }

    /** What tells a form that is sent again, or null. */
    @Nullable String key() {
        String key = text("key", 100);
        return key.isEmpty() ? null : key;
    }

    boolean checked(String name) {
        return !value(name).isEmpty() && !value(name).equals("false");
    }

    /** A text of at most so many characters. */
    String text(String name, int longest) {
        String value = value(name).replace("\r\n", "\n");
        if (noTexts.contains(name)) {
            reject(name, "input.text");
        }
        if (value.length() > longest) {
            reject(name, "input.long", longest);
        }
        return value;
    }

    /** A text as it was typed, space around it as well: it is being written still. */
    String typed(String name, int longest) {
        String value = values.apply(name + suffix);
        String text = value == null ? "" : value.replace("\r\n", "\n");
        if (text.length() > longest) {
            reject(name, "input.long", longest);
        }
        return text;
    }

    /** A text that has to be there. */
    String required(String name, int longest) {
        String value = text(name, longest);
        if (value.isEmpty()) {
            reject(name, "input.required");
        }
        return value;
    }

    /** What was chosen; something has to be. */
    String chosen(String name) {
        String value = text(name, 40);
        if (value.isEmpty()) {
            reject(name, "input.choose");
        }
        return value;
    }

    /** A text in one line: what would break it, or cannot be seen, is a space. */
    String line(String name, int longest) {
        return UNPRINTABLE.matcher(text(name, longest)).replaceAll(" ").strip();
    }

    /** One that has to be there. */
    String requiredLine(String name, int longest) {
        String line = line(name, longest);
        if (line.isEmpty()) {
            reject(name, "input.required");
        }
        return line;
    }

    /** A whole number between two; the other when nothing was sent. */
    int number(String name, int least, int most, int otherwise) {
        String value = value(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!NUMBER.matcher(value).matches()) {
            reject(name, "input.number");
            return otherwise;
        }
        int number = Integer.parseInt(value);
        if (number < least || number > most) {
            reject(name, "input.between", least, most);
        }
        return number;
    }

    /** A version that was sent along; -1, which none is, when it was not. */
    int version() {
        String value = values.apply("version");
        return value != null && NUMBER.matcher(value).matches() ? Integer.parseInt(value) : -1;
    }

    @Nullable LocalDate date(String name) {
        String value = value(name);
        if (value.isEmpty()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(value);
            if (!date.isBefore(EARLIEST) && !date.isAfter(LATEST)) {
                return date;
            }
            reject(name, "input.date.span", EARLIEST.toString(), LATEST.toString());
        } catch (DateTimeException e) {
            reject(name, "input.date");
        }
        return null;
    }

    /**
     * A date from one day to another; outside of them the message says so, with the day that it was to be at the earliest
     * or at the latest.
     */
    @Nullable LocalDate date(String name, LocalDate earliest, String tooEarly, LocalDate latest, String tooLate) {
        LocalDate date = date(name);
        if (date != null && date.isBefore(earliest)) {
            reject(name, tooEarly, Times.shortDay(earliest, request.locale()));
        } else if (date != null && date.isAfter(latest)) {
            reject(name, tooLate, Times.shortDay(latest, request.locale()));
        }
        return date;
    }

    /** A time of day, as 9.30 or 09:30. */
    @Nullable LocalTime time(String name) {
        var matcher = TIME.matcher(value(name));
        if (matcher.matches()) {
            int hour = Integer.parseInt(matcher.group(1));
            int minute = Integer.parseInt(matcher.group(2));
            if (hour < 24 && minute < 60) {
                return LocalTime.of(hour, minute);
            }
        }
        reject(name, value(name).isEmpty() ? "input.required" : "input.time");
        return null;
    }

    void reject(String name, String key, Object... arguments) {
        errors.putIfAbsent(name.isEmpty() ? "" : name + suffix, request.text(key, arguments));
    }

    /** What is wrong, by field. */
    Map<String, String> errors() {
        return errors;
    }

    boolean valid() {
        return errors.isEmpty();
    }

    /**
     * @throws InputException when something is wrong
     */
    void check() {
        if (!errors.isEmpty()) {
            throw new InputException(request.text("input.wrong"), errors);
        }
    }

    /** The id in a text that came from outside; 0, which none is, when it is no id. */
    static long id(@Nullable String text) {
        return text != null && ID.matcher(text).matches() ? Long.parseLong(text) : 0;
    }
}
