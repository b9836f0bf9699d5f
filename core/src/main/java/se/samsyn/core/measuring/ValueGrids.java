package se.samsyn.core.measuring;

import static se.samsyn.core.access.CorePermissions.MEASUREMENT_EDIT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.measuring.ValueGrid.Column;
import se.samsyn.core.measuring.ValueGrid.GridCell;
import se.samsyn.core.measuring.ValueGrid.Line;
import se.samsyn.core.measuring.ValueGrid.Row;
import se.samsyn.core.web.HttpRequest;

/** Fills a {@link ValueGrid}: what is saved, what was typed over it, and where one may write. */
final class ValueGrids {

    private final MeasurementBatch batch;
    private final MeasurementService measurements;

    ValueGrids(MeasurementBatch batch, MeasurementService measurements) {
        this.batch = batch;
        this.measurements = measurements;
    }

    /** What all cells of a grid are filled from. */
    private record Filling(
            Request request,
            Period period,
            Map<GridKey, Measurement> saved,
            Map<GridKey, Measurement> before,
            Set<GridKey> frozen,
            @Nullable ValueGridForm sent) {}

    /**
     * @param sent what was typed and is to be kept; null when the grid is opened
     */
    ValueGrid of(
            Request request, List<Line> lines, List<Column> columns, Period period, @Nullable ValueGridForm sent) {
        Map<Period, Map<GridKey, Measurement>> figures = figures(lines, period);
        Filling filling = new Filling(
                request,
                period,
                figures.getOrDefault(period, Map.of()),
                figures.getOrDefault(period.yearBefore(), Map.of()),
                frozen(lines, columns, period),
                sent);
        CurrentUser user = HttpRequest.user(request);
        Set<Long> reach = user.units(MEASUREMENT_EDIT);
        List<Row> rows = new ArrayList<>();
        for (Line line : lines) {
            boolean mine = reach.contains(line.unit().id());
            List<GridCell> cells = columns.stream()
                    .map(column -> cell(filling, line, column, mine))
                    .toList();
            rows.add(new Row(
                    line.name(),
                    mine ? line.note() : request.text("measuring.grid.why.unit"),
                    "/indicators/" + line.indicator().id() + "?unit=" + line.unit().id(),
                    mine,
                    cells));
        }
        return new ValueGrid(columns, rows);
    }

    private Map<Period, Map<GridKey, Measurement>> figures(List<Line> lines, Period period) {
        Map<Period, Map<GridKey, Measurement>> figures = new HashMap<>();
        batch.inPeriods(
                        lines.stream().map(l -> l.indicator().id()).collect(Collectors.toSet()),
                        lines.stream().map(l -> l.unit().id()).collect(Collectors.toSet()),
                        Set.of(period, period.yearBefore()))
                .forEach(m -> figures.computeIfAbsent(m.period(), p -> new HashMap<>()).put(GridKey.of(m), m));
        return figures;
    }

    private Set<GridKey> frozen(List<Line> lines, List<Column> columns, Period period) {
        List<Figure> targets = new ArrayList<>();
        for (Column column : columns) {
            if (column.kind() == Kind.TARGET) {
                lines.forEach(line -> targets.add(
                        key(line, column).figure(period, new TypedFigure(null, State.MISSING))));
            }
        }
        return measurements.frozen(targets).stream().map(GridKey::of).collect(Collectors.toSet());
    }

    private static GridKey key(Line line, Column column) {
        return new GridKey(line.indicator().id(), line.unit().id(), column.kind(), column.gender());
    }

    private static GridCell cell(Filling filling, Line line, Column column, boolean mine) {
        Request request = filling.request();
        GridKey key = key(line, column);
        Measurement saved = filling.saved().get(key);
        String why = why(filling, line.indicator(), key, saved, mine);
        String stands = TypedFigure.text(saved, request.locale());
        ValueGridForm sent = filling.sent();
        ValueGridForm.Entry entry = sent == null ? null : sent.entry(key);
        boolean touched = entry != null && (entry.changed() || sent.theirs(key) != null);
        return new GridCell(
                key.name(),
                line.name() + ", " + column.label() + (column.whom().isEmpty() ? "" : ", " + column.whom()),
                why.isEmpty(),
                touched ? entry.typed() : stands,
                touched ? entry.revision() + ":" + entry.stood() : (saved == null ? 0 : saved.revision()) + ":" + stands,
                ShownFigure.of(line.indicator(), saved, request.locale()),
                ShownFigure.of(line.indicator(), filling.before().get(key), request.locale()),
                why,
                sent == null ? null : sent.errors().get(key.name()),
                sent == null ? null : sent.theirs(key));
    }

    /** Why one cannot write there; empty when one can. */
    private static String why(
            Filling filling, Indicator indicator, GridKey key, @Nullable Measurement saved, boolean mine) {
        Request request = filling.request();
        if (key.gender() != Gender.T && !indicator.byGender()) {
            return request.text("measuring.grid.why.gender");
        }
        if (!mine) {
            return request.text("measuring.grid.why.unit");
        }
        if (filling.frozen().contains(key)) {
            return request.text("measuring.grid.why.frozen");
        }
        boolean outside = key.kind() == Kind.OUTCOME
                && !indicator.source().equals(IndicatorService.OWN)
                && (saved == null || !saved.source().equals(Sources.OWN));
        return outside
                ? request.text("measuring.grid.why.source", saved == null ? Sources.of(indicator, request::text) : saved.source())
                : "";
    }
}
