package se.samsyn.core.measuring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;

/** Reads measurements to be shown: what {@link SmallNumbers} hides comes out hidden, whatever is asked for. */
final class ShownMeasurements {

    /** Of {@code measurement m}. */
    static final String COLUMNS =
            """
            m.id, m.indicator_id, m.unit_id, m.period, m.gender, m.kind, m.value, m.state, m.source, m.revision,
            """
                    + SmallNumbers.OTHER_GENDER_SUPPRESSED + " as hidden ";

    private final Jdbi jdbi;

    ShownMeasurements(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    interface Binding {
        Query to(Query query);
    }

    List<Measurement> read(String sql, Binding binding) {
        return jdbi.withHandle(handle -> hideComplements(
                handle,
                binding.to(handle.createQuery(sql)).map((row, context) -> measurement(row)).list()));
    }

    private static List<Measurement> hideComplements(Handle handle, List<Measurement> rows) {
        Set<Long> hidden = SmallNumbers.complements(
                handle, rows.stream().map(Measurement::indicatorId).collect(Collectors.toSet()));
        if (hidden.isEmpty()) {
            return rows;
        }
        List<Measurement> shown = new ArrayList<>(rows.size());
        rows.forEach(row -> shown.add(hidden.contains(row.id()) ? row.hidden() : row));
        return shown;
    }

    static Measurement measurement(ResultSet row) throws SQLException {
        Measurement measurement = new Measurement(
                row.getLong("id"),
                row.getLong("indicator_id"),
                row.getLong("unit_id"),
                Period.of(row.getString("period")),
                Gender.valueOf(row.getString("gender")),
                Kind.valueOf(row.getString("kind")),
                value(row),
                State.of(row.getString("state")),
                row.getString("source"),
                row.getInt("revision"));
        return row.getBoolean("hidden") ? measurement.hidden() : measurement;
    }

    static @Nullable Double value(ResultSet row) throws SQLException {
        double value = row.getDouble("value");
        return row.wasNull() ? null : value;
    }
}
