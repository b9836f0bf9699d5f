package se.samsyn.core.imports.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Measurement.State;

/**
 * A figure, or the reason why there is none.
 *
 * @param value null unless the state has a value
 */
public record PublishedValue(@Nullable Double value, State state) {

    private static final Pattern NUMBER = Pattern.compile("[-−]?(\\d{1,3}([ \u00a0]\\d{3})+|\\d{1,15})([.,]\\d{1,15})?");
    private static final Pattern ROUNDED = Pattern.compile("(?:~|(?:cirka|ca\\.?)\\s+)(.+)");

    public static final PublishedValue MISSING = new PublishedValue(null, State.MISSING);

    public static PublishedValue of(double value) {
        return new PublishedValue(value, State.EXISTS);
    }

    /**
     * What a published text means: {@code ..} is suppressed, {@code .} missing, {@code *} not required, {@code ~100} and
     * {@code cirka 340} rounded. Empty when it is none of these and no number.
     */
    public static Optional<PublishedValue> parse(@Nullable String text) {
        String figure = text == null ? "" : text.strip();
        switch (figure) {
            case "", ".":
                return Optional.of(MISSING);
            case "..":
                return Optional.of(new PublishedValue(null, State.SUPPRESSED));
            case "*":
                return Optional.of(new PublishedValue(null, State.NOT_REQUIRED));
            default:
                Matcher rounded = ROUNDED.matcher(figure);
                return rounded.matches()
                        ? number(rounded.group(1)).map(value -> new PublishedValue(value, State.ROUNDED))
                        : number(figure).map(value -> new PublishedValue(value, State.EXISTS));
        }
    }

    /** The number with a decimal comma or point, blanks between thousands; empty when it is none. */
    public static Optional<Double> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(Double.valueOf(text.replaceAll("[ \u00a0]", "").replace(',', '.').replace('−', '-')))
                : Optional.empty();
    }

    /** The same with this many decimals at most. */
    public PublishedValue rounded(int decimals) {
        return value == null
                ? this
                : new PublishedValue(
                        new BigDecimal(String.valueOf(value)).setScale(decimals, RoundingMode.HALF_UP).doubleValue(), state);
    }

    /** The same as a publisher would write it, which {@link #parse} understands. */
    public String text() {
        return switch (state) {
            case EXISTS -> number();
            case ROUNDED -> "~" + number();
            case SUPPRESSED -> "..";
            case MISSING -> ".";
            case NOT_REQUIRED -> "*";
        };
    }

    private String number() {
        return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString().replace('.', ',');
    }
}
