package se.samsyn.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.ShownFigure;
import se.samsyn.core.measuring.Sources;
import se.samsyn.core.measuring.Standing;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.report.CompareTable.Column;

/** A comparison as a sheet. */
final class CompareSheet {

    private CompareSheet() {}

    static Sheet of(Request request, CompareTable table) {
        List<Column> columns = table.columns();
        List<Column> judged = columns.stream().filter(column -> judged(table, column)).toList();
        List<String> head = new ArrayList<>(List.of(request.text("report.unit"), request.text("report.unitkind")));
        for (Column column : columns) {
            head.add(heading(request, column));
            if (judged.contains(column)) {
                head.add(request.text("report.status", column.indicator().name()));
            }
        }
        List<List<Object>> rows = new ArrayList<>();
        for (Unit unit : table.units()) {
            List<Object> row =
                    new ArrayList<>(List.of(unit.name(), request.text("organisation.kind." + unit.kind())));
            for (Column column : columns) {
                row.add(cell(request, column, table.outcome(column, unit)));
                if (judged.contains(column)) {
                    row.add(status(request, table.at(column, unit)));
                }
            }
            rows.add(row);
        }
        rows.add(municipality(request, table, judged));
        rows.add(country(request, table, judged));
        return new Sheet(request.text("report.file"), head, rows);
    }

    private static String heading(Request request, Column column) {
        String unit = column.indicator().unitOfMeasure();
        String source = String.join(
                ", ",
                column.source().lines().map(part -> Sources.text(part, request::text)).toList());
        return column.indicator().name() + (unit.isEmpty() ? "" : ", " + unit) + " ("
                + (column.period() == null ? request.text("report.noperiod") : column.period().text())
                + (source.isEmpty() ? "" : ", " + request.text("web.source", source)) + ")";
    }

    private static List<Object> municipality(Request request, CompareTable table, List<Column> judged) {
        List<Object> row = new ArrayList<>(List.of(request.text("report.municipality"), ""));
        for (Column column : table.columns()) {
            if (table.computed(column)) {
                Double value = table.municipal(column);
                row.add(request.text(
                        "report.computed.cell", text(column, value, request.locale()), table.unitsComputed(column)));
            } else {
                row.add(cell(request, column, table.municipality() == null ? null : table.outcome(column, table.municipality())));
            }
            if (judged.contains(column)) {
                row.add(table.municipality() == null ? "" : status(request, table.at(column, table.municipality())));
            }
        }
        return row;
    }

    private static List<Object> country(Request request, CompareTable table, List<Column> judged) {
        List<Object> row = new ArrayList<>(List.of(request.text("report.country"), ""));
        for (Column column : table.columns()) {
            row.add(cell(request, column, table.country() == null ? null : table.outcome(column, table.country())));
            if (judged.contains(column)) {
                row.add("");
            }
        }
        return row;
    }

    /** The number as it is shown; words where there is none or it is rounded; nothing where nothing is known. */
    private static Object cell(Request request, Column column, @Nullable Measurement outcome) {
        if (outcome == null) {
            return "";
        }
        Double value = outcome.value();
        return switch (outcome.state()) {
            case EXISTS -> value == null ? "" : rounded(column, value);
            case ROUNDED -> request.text("web.value.about", text(column, value, request.locale()));
            case SUPPRESSED -> request.text("web.value.suppressed");
            case NOT_REQUIRED -> request.text("web.value.notrequired");
            case MISSING -> "";
        };
    }

    private static Double rounded(Column column, double value) {
        return java.math.BigDecimal.valueOf(value)
                .setScale(column.indicator().decimals(), java.math.RoundingMode.HALF_UP)
                .doubleValue();
    }

    private static String text(Column column, @Nullable Double value, Locale locale) {
        return value == null ? "" : ShownFigure.text(column.indicator(), value, locale);
    }

    private static boolean judged(CompareTable table, Column column) {
        return table.units().stream().anyMatch(unit -> {
            Standing standing = table.at(column, unit);
            return standing != null && standing.proposal().status() != null;
        });
    }

    private static String status(Request request, @Nullable Standing standing) {
        return standing == null || standing.proposal().status() == null
                ? ""
                : request.text("web.status." + standing.proposal().status());
    }
}
