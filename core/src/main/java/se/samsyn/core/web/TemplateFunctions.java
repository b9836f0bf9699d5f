package se.samsyn.core.web;

import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import se.samsyn.core.database.Times;

/** What every template can call: {@code t}, {@code asset}, {@code date}, {@code datetime} and {@code number}. */
final class TemplateFunctions {

    private TemplateFunctions() {}

    static Map<String, Function> all(Messages messages, Assets assets) {
        return Map.of(
                "t", new Call((arguments, locale) -> text(messages, arguments, locale)),
                "asset", new Call((arguments, locale) -> assets.address((String) arguments.get(0))),
                "date", new Call((arguments, locale) -> date(arguments.get(0), locale)),
                "datetime", new Call((arguments, locale) -> dateTime(arguments.get(0), locale)),
                "number", new Call((arguments, locale) -> number(arguments, locale)));
    }

    private static String text(Messages messages, List<Object> arguments, Locale locale) {
        return messages.text(
                locale, String.valueOf(arguments.get(0)), arguments.subList(1, arguments.size()).toArray());
    }

    private static String date(Object value, Locale locale) {
        if (value == null) {
            return "";
        }
        LocalDate date = value instanceof Instant instant ? Times.date(instant) : (LocalDate) value;
        return DateTimeFormatter.ofPattern("d MMMM uuuu", locale).format(date);
    }

    private static String dateTime(Object value, Locale locale) {
        String pattern = locale.getLanguage().equals("sv") ? "d MMMM uuuu 'kl.' HH.mm" : "d MMMM uuuu, HH:mm";
        return value == null
                ? ""
                : DateTimeFormatter.ofPattern(pattern, locale).withZone(Times.ZONE).format((Instant) value);
    }

    private static String number(List<Object> arguments, Locale locale) {
        Object value = arguments.get(0);
        int decimals = arguments.size() > 1 && arguments.get(1) != null ? ((Number) arguments.get(1)).intValue() : 0;
        return value == null ? "" : Numbers.text(((Number) value).doubleValue(), decimals, locale);
    }

    private interface Body {
        Object apply(List<Object> arguments, Locale locale);
    }

    /** Pebble hands over positional arguments by their index as text. */
    private record Call(Body body) implements Function {

        @Override
        public List<String> getArgumentNames() {
            return null;
        }

        @Override
        public Object execute(
                Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int lineNumber) {
            List<Object> positional = new ArrayList<>();
            for (int i = 0; arguments.containsKey(String.valueOf(i)); i++) {
                positional.add(arguments.get(String.valueOf(i)));
            }
            return body.apply(positional, context.getLocale());
        }
    }
}
