package se.samsyn.core.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a few figures, as points in a drawing of 120 × 36.
 *
 * @param parts the points of each unbroken stretch; a missing figure breaks the line, it is never drawn as nought
 * @param target the height of the target's line, or null
 * @param last where the last figure stands, or null when there is none
 */
public record Sparkline(List<String> parts, @Nullable String target, @Nullable Point last) {

    private static final double LEFT = 4;
    private static final double WIDTH = 112;
    private static final double TOP = 4;
    private static final double HEIGHT = 28;

    /** A place in the drawing. */
    public record Point(String x, String y) {}

    /** @param values in order of time, null where there is none */
    public static Sparkline of(List<@Nullable Double> values, @Nullable Double target) {
        List<Double> shown =
                Stream.concat(values.stream(), Stream.ofNullable(target)).filter(Objects::nonNull).toList();
        double low = shown.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = shown.stream().mapToDouble(Double::doubleValue).max().orElse(0);

        List<String> parts = new ArrayList<>();
        List<String> points = new ArrayList<>();
        Point last = null;
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            if (value == null) {
                close(points, parts);
                continue;
            }
            last = new Point(text(LEFT + WIDTH * (values.size() == 1 ? 1 : i / (values.size() - 1.0))), y(value, low, high));
            points.add(last.x() + "," + last.y());
        }
        close(points, parts);
        return new Sparkline(List.copyOf(parts), target == null ? null : y(target, low, high), last);
    }

    private static void close(List<String> points, List<String> parts) {
        if (!points.isEmpty()) {
            parts.add(String.join(" ", points));
            points.clear();
        }
    }

    private static String y(double value, double low, double high) {
        double share = high == low ? 0.5 : (value - low) / (high - low);
        return text(TOP + HEIGHT * (1 - share));
    }

    private static String text(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
