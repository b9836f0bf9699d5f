package se.samsyn.core.field;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.field.CustomField;
import se.samsyn.core.web.Numbers;
import se.samsyn.core.web.Rejection;

/** The text forms of a field's value: as it is kept, as it is typed, as it is read. */
final class FieldValue {

    private static final int LONGEST = 500;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private FieldValue() {}

    /** The value to keep of what was typed, which is not blank; what cannot be kept is told to the check. */
    static String checked(Rejection.Check check, String at, FieldDefinition definition, String typed) {
        String text = typed.strip();
        switch (definition.field().type()) {
            case TEXT -> {
                return check.line(at, text.replaceAll("\\p{Cntrl}", " "), LONGEST);
            }
            case NUMBER -> {
                OptionalDouble number = Numbers.parse(text);
                check.that(number.isPresent(), at, "field.error.number");
                return number.isPresent() ? plain(number.getAsDouble()) : "";
            }
            case DATE -> check.that(isDate(text), at, "web.input.date");
            case CHOICE -> check.that(definition.field().choices().contains(text), at, "field.error.choice");
        }
        return text;
    }

    private static boolean isDate(String text) {
        try {
            return DATE.matcher(text).matches() && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String plain(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    /** A value as one types it. */
    static String typed(CustomField field, String value, Locale locale) {
        return field.type() == CustomField.Type.NUMBER && locale.getLanguage().equals("sv")
                ? value.replace('.', ',')
                : value;
    }

    /** A value in a file that programs read: a number as such, a date as it is kept. */
    static Object cell(FieldDefinition definition, String value, Locale locale) {
        return switch (definition.field().type()) {
            case TEXT, DATE -> value;
            case NUMBER -> {
                OptionalDouble number = Numbers.parse(value);
                yield number.isPresent() ? number.getAsDouble() : value;
            }
            case CHOICE -> definition.choice(locale, value);
        };
    }

    /** A value as one reads it; one that no longer fits the field is read as it was kept. */
    static @Nullable String shown(FieldDefinition definition, @Nullable String value, Locale locale) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        return switch (definition.field().type()) {
            case TEXT -> value;
            case NUMBER -> {
                OptionalDouble number = Numbers.parse(value);
                yield number.isPresent() ? Numbers.text(number.getAsDouble(), locale) : value;
            }
            case DATE ->
                isDate(value)
                        ? DateTimeFormatter.ofPattern("d MMMM uuuu", locale).format(LocalDate.parse(value))
                        : value;
            case CHOICE -> definition.choice(locale, value);
        };
    }
}
