package se.samsyn.core.measuring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.organisation.Unit;

/** A sheet of figures for one period: a unit's indicators, or an indicator's units. */
public record ValueGrid(List<Column> columns, List<Row> rows) {

    /** Outcome, target or forecast, of everyone or of a gender. */
    public record Column(Kind kind, Gender gender, String label, String whom) {}

    /**
     * An indicator of a unit.
     *
     * @param mine whether the person may change the unit's figures
     */
    public record Row(String name, String note, String href, boolean mine, List<GridCell> cells) {}

    /** What a row is about, and under what name. */
    record Line(Indicator indicator, Unit unit, String name, String note) {}

    /** Whether any cell can be written in. */
    public boolean editable() {
        return rows.stream().flatMap(row -> row.cells().stream()).anyMatch(GridCell::editable);
    }

    /**
     * A cell.
     *
     * @param text what stands in its field
     * @param was the revision that the person saw and how it stood in the field, with a colon between
     * @param shown what is saved
     * @param before the period before, the year before
     * @param why why there is no field; empty when there is one
     * @param theirs what someone else saved meanwhile; null when nobody did
     */
    public record GridCell(
            String name,
            String label,
            boolean editable,
            String text,
            String was,
            ShownFigure shown,
            ShownFigure before,
            String why,
            @Nullable String error,
            @Nullable Theirs theirs) {}

    /**
     * @param text how it stands in a field
     * @param revision of theirs, so that whoever keeps their own saves over that one
     */
    public record Theirs(String text, String who, int revision) {}
}
