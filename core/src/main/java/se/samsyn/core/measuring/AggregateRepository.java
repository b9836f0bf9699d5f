package se.samsyn.core.measuring;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * Puts units' outcomes together. A mean is of the figures that are shown, so that a hidden one cannot be computed back; a
 * sum is made only when no unit's figure is hidden or missing; a unit that is there in the period and has been measured at
 * some time is missing also where it has no row at all.
 */
final class AggregateRepository {

    private static final String COLUMNS =
            """
            select m.indicator_id, m.period, count(m.value) as units, min(m.source) as source,
                   case when i.aggregation = 'SUM' then sum(m.value) else avg(m.value) end as value
              from measurement m
              join indicator i on i.id = m.indicator_id
            """;
    private static final String OUTCOMES = " and m.kind = 'OUTCOME' and m.gender = 'T'";
    private static final String GROUPED =
            " group by m.indicator_id, m.period, m.period_from, m.period_to, i.aggregation";
    private static final String OWN_WORKING =
            " u.standing = 'OWN' and u.kind not in ('MUNICIPALITY', 'ADMINISTRATION', 'AREA', 'OFFICE')";
    private static final String WHOLE =
            """
             having count(m.value) > 0 and (i.aggregation = 'MEAN' or count(m.value) = count(*) and not exists (
                select 1 from unit u
                 where
            """
                    + OWN_WORKING
                    + """
                   and (u.valid_from is null or u.valid_from <= m.period_to)
                   and (u.valid_to is null or u.valid_to >= m.period_from)
                   and exists (select 1 from measurement e
                                where e.indicator_id = m.indicator_id and e.unit_id = u.id and e.kind = 'OUTCOME'
                                  and e.gender = 'T' and e.state in ('exists', 'rounded', 'suppressed'))
                   and not exists (select 1 from measurement e
                                    where e.indicator_id = m.indicator_id and e.unit_id = u.id and e.kind = 'OUTCOME'
                                      and e.gender = 'T' and e.period = m.period)))
            """;

    private final Jdbi jdbi;

    AggregateRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Of all our own schools and other units that do the work, in these periods, by the indicators' rules. */
    List<Aggregate> ofOwnUnits(Collection<Long> indicators, Collection<Period> periods) {
        if (indicators.isEmpty() || periods.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> aggregates(handle.createQuery(COLUMNS
                        + """
                          join unit u on u.id = m.unit_id
                         where m.indicator_id in (<indicators>) and m.period_to in (<ends>) and m.period in (<periods>)
                           and i.aggregation <> 'NONE' and
                        """
                        + OWN_WORKING
                        + OUTCOMES
                        + GROUPED
                        + WHOLE)
                .bindList("indicators", List.copyOf(indicators))
                .bindList("ends", periods.stream().map(p -> p.to().toString()).distinct().toList())
                .bindList("periods", periods.stream().map(Period::text).distinct().toList())));
    }

    /** The plain mean of a group's members, for each period in which most of them have a figure. */
    List<Aggregate> ofGroup(long indicator, long group) {
        return jdbi.withHandle(handle -> aggregates(handle.createQuery(
                        """
                        select m.indicator_id, m.period, count(m.value) as units, min(m.source) as source,
                               avg(m.value) as value
                          from measurement m
                          join unit_group_member g on g.member_id = m.unit_id
                         where g.group_id = :group and m.indicator_id = :indicator
                        """
                        + OUTCOMES
                        + """
                         group by m.indicator_id, m.period
                        having 2 * count(m.value) >= (select count(*) from unit_group_member where group_id = :group)
                        """)
                .bind("group", group)
                .bind("indicator", indicator)));
    }

    /** The bodies that the indicator can be compared with: those with figures, and groups of them. */
    List<Long> comparable(long indicator) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        with measured (id) as (
                            select u.id from unit u
                             where exists (select 1 from measurement m where m.indicator_id = :indicator
                                             and m.unit_id = u.id and m.kind = 'OUTCOME' and m.value is not null))
                        select m.id from measured m join unit u on u.id = m.id where u.standing = 'COMPARISON'
                        union
                        select g.group_id from unit_group_member g join measured m on m.id = g.member_id
                        """)
                .bind("indicator", indicator)
                .mapTo(Long.class)
                .list());
    }

    private static List<Aggregate> aggregates(Query query) {
        return query.map((row, context) -> new Aggregate(
                        row.getLong("indicator_id"),
                        Period.of(row.getString("period")),
                        row.getDouble("value"),
                        row.getInt("units"),
                        row.getString("source")))
                .list();
    }
}
