package se.samsyn.core.fetch;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.Place;
import se.samsyn.core.imports.format.FormatReader;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.imports.format.Item.FigureItem;
import se.samsyn.core.imports.format.Known;
import se.samsyn.core.imports.format.Rows;
import se.samsyn.core.imports.format.SkolverketIndicators;
import se.samsyn.core.imports.format.UnitStatistics;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.PublishedFigures;
import se.samsyn.core.organisation.Unit;

/**
 * All that Skolverket answered, as one import. It gives some years alone, and drops the oldest: what is older than all that it
 * gives of a measure stays, what lies among it and is not given is recalled.
 */
final class SkolverketAnswers implements FormatReader {

    private final List<Unit> without;
    private final PublishedFigures published;

    /**
     * @param without the schools that it has no statistics of
     */
    SkolverketAnswers(List<Unit> without, PublishedFigures published) {
        this.without = without;
        this.published = published;
    }

    @Override
    public void read(List<InputFile> files, ImportOptions options, Known known, Rows rows) throws IOException {
        without.forEach(unit ->
                rows.skip(new Place(Source.SKOLVERKET.title(), 0), unit.name(), "fetch.reason.nostatistics"));
        Set<String> answered = new HashSet<>();
        Map<String, Period> oldest = new HashMap<>();
        new UnitStatistics().read(files, options, known, new WatchedRows(rows, item -> {
            if (item instanceof FigureItem figure) {
                String series = after(figure.indicator()) + " " + after(figure.unit());
                answered.add(series + " " + figure.period());
                oldest.merge(series, Period.of(figure.period()), (a, b) -> a.to().isBefore(b.to()) ? a : b);
            }
            return true;
        }));
        Map<String, Indicator> indicators = SkolverketIndicators.load().byCode();
        Recalled recalled = new Recalled(Source.SKOLVERKET, known, rows, what -> {
            int end = what.indexOf(" · ");
            return indicators.get(what.substring(0, end)).name() + what.substring(end);
        });
        published.each(
                Source.SKOLVERKET.code(),
                Source.SKOLVERKET.title(),
                Source.SKOLVERKET.scheme(),
                indicators.keySet(),
                key -> {
                    String series = key.code() + " " + key.unit();
                    Period first = oldest.get(series);
                    if (first != null && key.gender() == Gender.T && !Period.of(key.period()).to().isBefore(first.to())) {
                        recalled.there(key, answered.contains(series + " " + key.period()));
                    }
                });
        recalled.done();
    }

    /** The code in a reference such as {@code skolenhetskod:10175276}. */
    private static String after(String ref) {
        return ref.substring(ref.indexOf(':') + 1);
    }
}
