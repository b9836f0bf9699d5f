package se.samsyn.core.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Status;

/** Columns that may be empty. */
final class Columns {

    private Columns() {}

    static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? null : Instant.parse(value);
    }

    static @Nullable Status statusOrNull(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? null : Status.valueOf(value);
    }

    static Assessment.@Nullable Trend trendOrNull(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? null : Assessment.Trend.valueOf(value);
    }
}
