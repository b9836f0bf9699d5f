package se.samsyn.core.measuring;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.web.Numbers;
import se.samsyn.core.web.Rejection;

/**
 * What a cell of a sheet says, typed or pasted: a number with a decimal comma or point and blanks between thousands, with
 * or without what it is measured in; {@code cirka 340} is rounded, {@code ..} hidden since they are few, {@code *} no
 * requirement, {@code -} and nothing no figure. A figure never becomes zero because it is missing.
 *
 * @param value null unless the state has a value
 */
record TypedFigure(@Nullable Double value, State state) {

    private static final TypedFigure MISSING = new TypedFigure(null, State.MISSING);
    private static final Pattern NUMBER =
            Pattern.compile("[+\u2212-]?(\\d{1,3}([ \u00a0\u202f]\\d{3})+|\\d{1,15})([.,]\\d{1,15})?");
    private static final Pattern ABOUT =
            Pattern.compile("(?:~|(?:cirka|ca\\.?|about)[ \u00a0]+)(.+)", Pattern.CASE_INSENSITIVE);

    /**
     * @throws Rejection when it is no figure of the indicator
     */
    static TypedFigure read(Indicator indicator, Kind kind, String cell) {
        String text = strip(cell);
        TypedFigure read = switch (text) {
            case "", ".", "-", "\u2212", "\u2013", "\u2014" -> MISSING;
            case ".." -> new TypedFigure(null, State.SUPPRESSED);
            case "*" -> new TypedFigure(null, State.NOT_REQUIRED);
            default -> number(indicator, text);
        };
        boolean fits = kind == Kind.OUTCOME || read.state == State.EXISTS || read.state == State.MISSING;
        new Rejection.Check().that(fits, "value", "measuring.error.outcomealone").done();
        return read;
    }

    /** The same as it stands in a cell, which {@link #read} understands; no figure is an empty cell. */
    String text(Locale locale) {
        return switch (state) {
            case EXISTS -> number(locale);
            case ROUNDED -> "~" + number(locale);
            case SUPPRESSED -> "..";
            case NOT_REQUIRED -> "*";
            case MISSING -> "";
        };
    }

    static String text(@Nullable Measurement figure, Locale locale) {
        return figure == null ? "" : new TypedFigure(figure.value(), figure.state()).text(locale);
    }

    private static TypedFigure number(Indicator indicator, String text) {
        Matcher about = ABOUT.matcher(text);
        boolean rounded = about.matches();
        String number = bare(indicator, rounded ? about.group(1) : text);
        OptionalDouble value = NUMBER.matcher(number).matches() ? Numbers.parse(number) : OptionalDouble.empty();
        if (value.isEmpty()) {
            throw Rejection.of("value", "measuring.error.number");
        }
        // Nobody means a zero below zero.
        return new TypedFigure(value.getAsDouble() + 0.0, rounded ? State.ROUNDED : State.EXISTS);
    }

    /** The number without what it is measured in. */
    private static String bare(Indicator indicator, String text) {
        String unit = indicator.unitOfMeasure();
        new Rejection.Check()
                .that(!text.endsWith("%") || unit.equals("%"), "value", "measuring.error.percent")
                .done();
        return strip(!unit.isEmpty() && text.endsWith(unit) ? text.substring(0, text.length() - unit.length()) : text);
    }

    private static String strip(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ').strip();
    }

    /** A comma is always a decimal comma when it is read: between thousands it would be another number. */
    private String number(Locale locale) {
        String text = Numbers.text(value == null ? 0 : value, locale);
        return locale.getLanguage().equals("sv") ? text : text.replace(",", "");
    }
}
