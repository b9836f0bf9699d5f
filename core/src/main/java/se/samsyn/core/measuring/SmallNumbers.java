package se.samsyn.core.measuring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.SumTable.Part;

/**
 * Which figures stay in the store because a small group could be computed back from them. A suppressed figure has no
 * value; this hides the complement as well, for every page, export and interface alike.
 */
final class SmallNumbers {

    /**
     * True for a figure of one gender while another of the same three is suppressed: the suppressed one would be the
     * difference. {@code m} is the figure; the total itself may be shown once both genders are hidden.
     */
    static final String OTHER_GENDER_SUPPRESSED =
            """
            (m.gender <> 'T' and m.state in ('exists', 'rounded') and exists (
                select 1 from measurement s
                 where s.indicator_id = m.indicator_id and s.unit_id = m.unit_id and s.period = m.period
                   and s.kind = m.kind and s.gender <> m.gender and s.state = 'suppressed'))
            """;

    private SmallNumbers() {}

    /**
     * Where the municipality's own figure is the sum of all units', what else has to be hidden so that nothing that is
     * hidden can be computed back. Units that do the work are one sum; each kind of unit above them is one of its own.
     *
     * <p>It begins at the municipality's own figures, which are few; {@code cross join} keeps the database to that order.
     *
     * @return the ids of those figures
     */
    static Set<Long> complements(Handle handle, Collection<Long> indicatorIds) {
        if (indicatorIds.isEmpty()) {
            return Set.of();
        }
        Map<Sum, List<Row>> sums = handle.createQuery(
                        """
                        with total as materialized (
                            select distinct t.indicator_id, t.period, t.period_to, t.kind
                              from unit root
                              cross join measurement t
                              join indicator i on i.id = t.indicator_id
                             where root.parent_id is null and root.standing = 'OWN' and t.unit_id = root.id
                               and t.indicator_id in (<indicators>) and i.aggregation = 'SUM'
                               and t.state in ('exists', 'rounded', 'suppressed')),
                        small as materialized (
                            select distinct t.indicator_id, t.period, t.period_to, t.kind
                              from total t
                              cross join measurement s
                              join unit u on u.id = s.unit_id
                             where s.indicator_id = t.indicator_id and s.period = t.period and s.kind = t.kind
                               and s.gender in ('T', 'K', 'M') and s.state = 'suppressed' and u.standing = 'OWN')
                        select m.id, m.indicator_id, m.period, m.kind, m.unit_id, m.gender, m.value,
                               u.parent_id is null as total,
                               case when u.kind in ('ADMINISTRATION', 'AREA', 'OFFICE') then u.kind else '' end as level
                          from small t
                          cross join measurement m
                          join unit u on u.id = m.unit_id
                         where m.indicator_id = t.indicator_id and m.kind = t.kind and m.gender in ('T', 'K', 'M')
                           and m.period_to = t.period_to and m.period = t.period
                           and m.state in ('exists', 'rounded', 'suppressed') and u.standing = 'OWN'
                         order by m.id
                        """)
                .bindList("indicators", List.copyOf(indicatorIds))
                .map((row, context) -> row(row))
                .stream()
                .collect(Collectors.groupingBy(Row::sum));
        return sums.values().stream()
                .flatMap(rows -> rows.stream().map(Row::level).distinct().map(level -> rows.stream()
                        .filter(row -> row.part().total() || row.level().equals(level))
                        .map(Row::part)
                        .toList()))
                .flatMap(parts -> SumTable.complements(parts).stream())
                .collect(Collectors.toSet());
    }

    private record Sum(long indicatorId, String period, String kind) {}

    private record Row(Sum sum, String level, Part part) {}

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Sum(row.getLong("indicator_id"), row.getString("period"), row.getString("kind")),
                row.getString("level"),
                new Part(
                        row.getLong("id"),
                        row.getLong("unit_id"),
                        row.getBoolean("total"),
                        Gender.valueOf(row.getString("gender")),
                        ShownMeasurements.value(row)));
    }
}
