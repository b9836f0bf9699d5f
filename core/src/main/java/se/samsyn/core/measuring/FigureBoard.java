package se.samsyn.core.measuring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Line.Role;
import se.samsyn.core.organisation.Unit;

/**
 * An indicator's figures as its page shows them: the period's in large, all of them as lines.
 *
 * @param period the period shown in large; empty when there is no figure
 * @param municipality null on the municipality's own page
 * @param better how the outcome is beside the municipality's; the name of a {@link Comparison}
 */
public record FigureBoard(
        String period,
        ShownFigure outcome,
        @Nullable Change change,
        ShownFigure target,
        ShownFigure forecast,
        @Nullable String status,
        String proposal,
        @Nullable ShownFigure municipality,
        String better,
        @Nullable ShownFigure country,
        List<String> periods,
        List<Series> series,
        List<String> sources) {

    /** A row of the table and a line of the chart. */
    public record Series(String name, String role, List<ShownFigure> values) {}

    /** What happened since the figure before. */
    public record Change(String direction, String quality, String text) {}

    static FigureBoard of(Indicator indicator, Unit unit, List<Line> lines, @Nullable Period asked, Request request) {
        Locale locale = request.locale();
        Line own = line(lines, Role.OUTCOME).orElseThrow();
        Optional<Line> municipality = line(lines, Role.MUNICIPALITY);
        // A unit without figures of its own still shows what the municipality has.
        @Nullable Period newest = own.isEmpty() ? municipality.map(FigureBoard::latest).orElse(null) : latest(own);
        @Nullable Period period = asked != null ? asked : newest;
        @Nullable Measurement outcome = at(own, period);
        @Nullable Measurement target = at(line(lines, Role.TARGET).orElse(null), period, true);
        StatusProposal proposal = StatusProposal.of(indicator, outcome, target);
        @Nullable Measurement municipal = at(municipality.orElse(null), period);
        TreeSet<Period> periods = new TreeSet<>();
        lines.stream()
                .filter(line -> line.body().id() == unit.id())
                .forEach(line -> periods.addAll(line.figures().keySet()));
        if (periods.isEmpty()) {
            lines.forEach(line -> periods.addAll(line.figures().keySet()));
        }
        return new FigureBoard(
                period == null ? "" : period.text(),
                ShownFigure.of(indicator, outcome, locale),
                change(indicator, own, outcome, request),
                ShownFigure.of(indicator, target, locale),
                ShownFigure.of(indicator, at(line(lines, Role.FORECAST).orElse(null), period, true), locale),
                proposal.status() == null ? null : proposal.status().name(),
                proposal.explain(request::text, locale),
                municipality.map(line -> ShownFigure.of(indicator, municipal, locale)).orElse(null),
                Comparison.of(indicator, value(outcome), value(municipal)).name(),
                line(lines, Role.COUNTRY)
                        .filter(line -> !line.isEmpty())
                        .map(line -> ShownFigure.of(indicator, at(line, period), locale))
                        .orElse(null),
                periods.stream().map(Period::text).toList(),
                lines.stream()
                        .filter(line -> !line.isEmpty())
                        .map(line -> series(indicator, line, periods, request))
                        .toList(),
                sources(lines, request));
    }

    private static Series series(Indicator indicator, Line line, TreeSet<Period> periods, Request request) {
        String name = switch (line.role()) {
            case MUNICIPALITY, COUNTRY, GROUP -> line.body().name();
            default -> request.text("measuring.line." + line.role());
        };
        return new Series(
                line.computed() == null ? name : name + "\u00a0†",
                line.role().name().toLowerCase(Locale.ROOT),
                periods.stream()
                        .map(period -> ShownFigure.of(indicator, line.figures().get(period), request.locale()))
                        .toList());
    }

    private static List<String> sources(List<Line> lines, Request request) {
        List<Measurement> measured = lines.stream()
                .filter(line -> line.computed() == null)
                .flatMap(line -> line.figures().values().stream())
                .toList();
        List<String> sources = new ArrayList<>();
        if (!measured.isEmpty()) {
            sources.add(request.text("web.source", Sources.text(measured, request::text)));
        }
        for (Line line : lines) {
            if (line.computed() != null) {
                sources.add(request.text(
                        "measuring.source.computed",
                        line.body().name(),
                        Sources.text(line.computed().source(), request::text),
                        line.computed().units().entrySet().stream()
                                .map(units -> units.getKey() + ": " + units.getValue())
                                .collect(Collectors.joining(", "))));
            }
        }
        return sources;
    }

    private static @Nullable Change change(
            Indicator indicator, Line own, @Nullable Measurement outcome, Request request) {
        Optional<Measurement> before = own.figures().values().stream()
                .filter(m -> outcome != null && m.value() != null && m.period().compareTo(outcome.period()) < 0)
                .max(Comparator.comparing(Measurement::period));
        if (before.isEmpty() || outcome.value() == null) {
            return null;
        }
        BigDecimal difference = ShownFigure.shown(indicator, outcome.value())
                .subtract(ShownFigure.shown(indicator, before.get().value()));
        String text = ShownFigure.change(
                indicator, outcome.value(), before.get().value(), before.get().period(), request::text, request.locale());
        if (difference.signum() == 0) {
            return new Change("FLAT", "NEUTRAL", text);
        }
        boolean rose = difference.signum() > 0;
        String quality = indicator.direction() == Direction.NEUTRAL
                ? "NEUTRAL"
                : rose == (indicator.direction() == Direction.HIGHER) ? "GOOD" : "BAD";
        return new Change(rose ? "UP" : "DOWN", quality, text);
    }

    private static Optional<Line> line(List<Line> lines, Role role) {
        return lines.stream().filter(line -> line.role() == role).findFirst();
    }

    /** The latest with a figure, or with one that is hidden; else the latest of which anything is said. */
    private static @Nullable Period latest(Line line) {
        Optional<Period> told = line.figures().values().stream()
                .filter(m -> m.state().hasValue() || m.state() == Measurement.State.SUPPRESSED)
                .map(Measurement::period)
                .max(Comparator.naturalOrder());
        return told.or(() -> line.figures().keySet().stream().max(Comparator.naturalOrder())).orElse(null);
    }

    private static @Nullable Measurement at(@Nullable Line line, @Nullable Period period) {
        return at(line, period, false);
    }

    /** @param covering whether a figure for a longer period that holds this one will do */
    private static @Nullable Measurement at(@Nullable Line line, @Nullable Period period, boolean covering) {
        if (line == null || period == null) {
            return null;
        }
        Measurement exact = line.figures().get(period);
        return exact != null || !covering
                ? exact
                : line.figures().values().stream()
                        .filter(m -> m.period().contains(period))
                        .max(Comparator.comparing(m -> m.period().from()))
                        .orElse(null);
    }

    private static @Nullable Double value(@Nullable Measurement measurement) {
        return measurement == null ? null : measurement.value();
    }
}
