package se.samsyn.core.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.Grant;
import se.samsyn.core.imports.Staging.Chunk;
import se.samsyn.core.imports.UnitDirectory.Entry;
import se.samsyn.core.imports.Verdict.Difference;
import se.samsyn.core.imports.format.Item.FigureItem;
import se.samsyn.core.imports.format.PublishedValue;
import se.samsyn.core.measuring.Figure;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.IndicatorService;
import se.samsyn.core.measuring.MeasurementService;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Stored;

/** Figures: the indicators they need are made, what is the same is left alone, what differs becomes a revision. */
final class FigureMerger implements Merger<FigureItem> {

    /** Why a figure that was there is missing from now on. */
    static final String RECALLED = "imports.reason.recalled";

    private final MeasurementService measurements;
    private final IndicatorService indicatorService;
    private final IndicatorDrafts indicators;
    private final UnitDirectory units;
    private final Grant grant;
    private final Map<String, Indicator> needed = new LinkedHashMap<>();

    FigureMerger(
            MeasurementService measurements,
            IndicatorService indicatorService,
            IndicatorDrafts indicators,
            UnitDirectory units,
            Grant grant) {
        this.measurements = measurements;
        this.indicatorService = indicatorService;
        this.indicators = indicators;
        this.units = units;
        this.grant = grant;
    }

    /** The indicators that the figures need and that are not there yet, as far as has been planned. */
    Map<String, Indicator> needed() {
        return needed;
    }

    @Override
    public List<Verdict> plan(List<FigureItem> items) {
        Verdict[] verdicts = new Verdict[items.size()];
        List<Figure> comparable = new ArrayList<>(items.size());
        List<Integer> places = new ArrayList<>(items.size());
        List<Integer> decimals = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            FigureItem item = items.get(i);
            Optional<Indicator> indicator = indicators.find(item.indicator());
            Optional<Entry> unit = units.find(item.unit());
            if (indicator.isEmpty()) {
                verdicts[i] = Verdict.rejected("imports.reason.indicator", item.indicator());
            } else if (unit.isEmpty() && !units.planned(item.unit())) {
                verdicts[i] = Verdict.rejected("imports.reason.unit", item.unit());
            } else if (indicator.get().id() == 0 || unit.isEmpty()) {
                verdicts[i] = added(item, indicator.get());
            } else {
                comparable.add(figure(item, indicator.get().id(), unit.get().id()));
                places.add(i);
                decimals.add(indicator.get().decimals());
            }
        }
        List<@Nullable Stored> stored = measurements.stored(comparable);
        Set<Figure> frozen = measurements.frozen(comparable);
        for (int i = 0; i < places.size(); i++) {
            FigureItem item = items.get(places.get(i));
            Verdict verdict = compared(item, comparable.get(i), stored.get(i), decimals.get(i));
            boolean changes = verdict.state() == RowState.CREATED || verdict.state() == RowState.CHANGED;
            verdicts[places.get(i)] = changes && frozen.contains(comparable.get(i))
                    ? Verdict.rejected("imports.reason.frozen")
                    : verdict;
        }
        return List.of(verdicts);
    }

    private Verdict added(FigureItem item, Indicator indicator) {
        if (item.revisesOnly()) {
            return Verdict.skipped("imports.reason.withdrawn");
        }
        if (indicator.id() == 0) {
            needed.putIfAbsent(item.indicator(), indicator);
        }
        return created(item, indicator.decimals());
    }

    private static Verdict created(FigureItem item, int decimals) {
        String value = text(item.value(), item.state(), decimals);
        return new Verdict(RowState.CREATED, null, List.of(), List.of(new Difference("value", "", value)));
    }

    private static Verdict compared(FigureItem item, Figure figure, @Nullable Stored stored, int decimals) {
        if (stored == null) {
            return item.revisesOnly() ? Verdict.skipped("imports.reason.withdrawn") : created(item, decimals);
        }
        // An export of ours says that a hidden figure is suppressed; that must not make it so.
        if (stored.sameAs(figure) || stored.hidden() && item.state() == State.SUPPRESSED) {
            return Verdict.UNCHANGED;
        }
        List<Difference> changes = new ArrayList<>();
        String before = stored.hidden() ? "••" : text(stored.value(), stored.state(), decimals);
        String after = text(item.value(), item.state(), decimals);
        boolean exactly = before.equals(after) && !Objects.equals(stored.value(), item.value());
        if (exactly && !stored.hidden()) {
            before = new PublishedValue(stored.value(), stored.state()).text();
            after = new PublishedValue(item.value(), item.state()).text();
        }
        if (!before.equals(after)) {
            changes.add(new Difference("value", before, after));
        }
        if (!stored.source().equals(item.source())) {
            changes.add(new Difference("source", stored.source(), item.source()));
        }
        return new Verdict(RowState.CHANGED, item.revisesOnly() ? RECALLED : null, List.of(), changes);
    }

    /** As pages show it, with no more decimals than the indicator has. */
    private static String text(@Nullable Double value, State state, int decimals) {
        return new PublishedValue(value, state).rounded(decimals).text();
    }

    @Override
    public void save(Staging staging) {
        measurements.merge(grant, new Figures(staging));
    }

    private static Figure figure(FigureItem item, long indicator, long unit) {
        return new Figure(
                indicator,
                unit,
                Period.of(item.period()),
                item.gender(),
                item.kind(),
                item.value(),
                item.state(),
                item.source());
    }

    /** The figures to save, one at a time; one whose unit could not be made is refused after all. */
    private final class Figures implements Iterator<Figure> {

        private final Staging staging;
        private final Map<String, Long> created = new HashMap<>();
        private final Iterator<Chunk<FigureItem>> chunks;
        private Iterator<Figure> current = List.<Figure>of().iterator();

        Figures(Staging staging) {
            this.staging = staging;
            this.chunks = staging.toSave(FigureItem.class).iterator();
        }

        @Override
        public boolean hasNext() {
            while (!current.hasNext() && chunks.hasNext()) {
                current = figures(chunks.next()).iterator();
            }
            return current.hasNext();
        }

        @Override
        public Figure next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return current.next();
        }

        private List<Figure> figures(Chunk<FigureItem> chunk) {
            List<Figure> figures = new ArrayList<>(chunk.items().size());
            for (int i = 0; i < chunk.items().size(); i++) {
                FigureItem item = chunk.items().get(i);
                Optional<Entry> unit = units.find(item.unit());
                if (unit.isPresent()) {
                    figures.add(figure(item, indicator(item), unit.get().id()));
                } else {
                    Verdict refused = Verdict.rejected("imports.reason.unit", item.unit());
                    staging.decide(List.of(chunk.numbers().get(i)), List.of(refused));
                }
            }
            return figures;
        }

        /** The indicator's id; one that is not there yet is made for its first figure. */
        private long indicator(FigureItem item) {
            return created.computeIfAbsent(item.indicator(), ref -> {
                Indicator indicator = indicators.find(ref).orElseThrow();
                return indicator.id() != 0
                        ? indicator.id()
                        : indicatorService.create(grant, indicator).id();
            });
        }
    }
}
