package se.samsyn.core.measuring;

import java.util.Collection;
import java.util.stream.Collectors;
import se.samsyn.core.web.Words;

/** Whose figures they are, in words. */
public final class Sources {

    /** What a figure's source is when someone of our own has given it. */
    public static final String OWN = "Egen uppgift";

    private Sources() {}

    /** The source of a figure. */
    public static String text(String source, Words words) {
        return source.equals(OWN) ? words.text("measuring.source.own") : source;
    }

    /** The sources of figures, each once. */
    public static String text(Collection<Measurement> figures, Words words) {
        return figures.stream()
                .map(Measurement::source)
                .distinct()
                .sorted()
                .map(source -> text(source, words))
                .collect(Collectors.joining(", "));
    }

    /** Whose the indicator is. */
    public static String of(Indicator indicator, Words words) {
        return ofIndicators(indicator.source(), words);
    }

    /** Whose the indicators of a source are. */
    static String ofIndicators(String source, Words words) {
        return switch (source) {
            case IndicatorService.OWN -> words.text("measuring.source.ownindicator");
            case "kolada" -> "Kolada";
            case "skolverket" -> "Skolverket";
            default -> source;
        };
    }
}
