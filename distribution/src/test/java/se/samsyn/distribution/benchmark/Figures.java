package se.samsyn.distribution.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How what was measured is told. */
final class Figures {

    private Figures() {}

    static <T> double median(List<T> values, ToDoubleFunction<T> figure) {
        double[] sorted = values.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    static void say(String what, String format, Object... figures) {
        System.out.println(String.format(Locale.ROOT, "%-16s", what) + String.format(Locale.ROOT, format, figures));
    }
}
