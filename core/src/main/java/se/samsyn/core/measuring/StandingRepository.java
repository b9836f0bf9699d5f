package se.samsyn.core.measuring;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.measuring.Measurement.Kind;

/** What standings are made of, in the database: the outcomes that count, what they are held against, and their periods. */
final class StandingRepository {

    private static final String LATEST_OUTCOME =
            """
            (select x.id from measurement x
              where x.indicator_id = i.id and x.unit_id = u.id and x.kind = 'OUTCOME' and x.gender = 'T'
                and x.state in ('exists', 'rounded', 'suppressed') and x.period_to <= :until
              order by x.period_to desc, x.period_from desc limit 1)
            """;

    private final Jdbi jdbi;
    private final ShownMeasurements shown;

    StandingRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.shown = new ShownMeasurements(jdbi);
    }

    /** The outcomes and targets for everyone in these periods. */
    List<Measurement> inPeriods(Collection<Long> indicators, Collection<Period> periods, Collection<Long> units) {
        if (indicators.isEmpty() || periods.isEmpty() || units.isEmpty()) {
            return List.of();
        }
        return shown.read(
                "select " + ShownMeasurements.COLUMNS + " from measurement m where m.indicator_id in (<indicators>)"
                        + " and m.unit_id in (<units>) and m.period in (<periods>) and m.gender = 'T'"
                        + " and m.kind in ('OUTCOME', 'TARGET')",
                q -> q.bindList("indicators", List.copyOf(indicators))
                        .bindList("units", List.copyOf(units))
                        .bindList("periods", periods.stream().map(Period::text).distinct().toList()));
    }

    /** The latest outcome of each cell, the one before it, and what was aimed at and expected for it. */
    List<Measurement> latest(Collection<Long> indicators, Collection<Long> units, String until) {
        if (indicators.isEmpty() || units.isEmpty()) {
            return List.of();
        }
        return shown.read(
                "with cell as (select i.id as indicator_id, u.id as unit_id, " + LATEST_OUTCOME + " as outcome_id"
                        + """
                           from indicator i cross join unit u
                          where i.id in (<indicators>) and u.id in (<units>)),
                        latest as (
                            select m.* from cell join measurement m on m.id = cell.outcome_id),
                        chosen (id) as (
                            select outcome_id from cell where outcome_id is not null
                            union
                            select (select x.id from measurement x
                                     where x.indicator_id = l.indicator_id and x.unit_id = l.unit_id
                                       and x.kind = 'OUTCOME' and x.gender = 'T' and x.period_to < l.period_to
                                       and x.state in ('exists', 'rounded', 'suppressed')
                                     order by x.period_to desc, x.period_from desc limit 1)
                              from latest l
                            union
                            select t.id from cell join measurement t on t.indicator_id = cell.indicator_id
                               and t.unit_id = cell.unit_id and t.gender = 'T' and t.kind in ('TARGET', 'FORECAST')
                              left join latest l on l.id = cell.outcome_id
                             where l.id is null or t.period_to >= l.period_to)
                        select """ + " " + ShownMeasurements.COLUMNS
                        + " from chosen join measurement m on m.id = chosen.id order by m.period_to, m.id",
                q -> q.bindList("indicators", List.copyOf(indicators))
                        .bindList("units", List.copyOf(units))
                        .bind("until", until));
    }

    /** For each indicator the latest period in which any of the units has an outcome. */
    Map<Long, Period> latestPeriods(Collection<Long> indicators, Collection<Long> units) {
        if (indicators.isEmpty() || units.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select i.id, (select x.period from measurement x
                                       where x.indicator_id = i.id and x.kind = 'OUTCOME' and x.gender = 'T'
                                         and x.unit_id in (<units>) and x.state in ('exists', 'rounded', 'suppressed')
                                       order by x.period_to desc, x.period_from desc limit 1) as period
                          from indicator i where i.id in (<indicators>)
                        """)
                .bindList("indicators", List.copyOf(indicators))
                .bindList("units", List.copyOf(units))
                .map((row, context) -> Map.entry(row.getLong("id"), Optional.ofNullable(row.getString("period"))))
                .stream()
                .filter(entry -> entry.getValue().isPresent())
                .collect(Collectors.toMap(Map.Entry::getKey, e -> Period.of(e.getValue().get()))));
    }

    /** The periods that there are outcomes for; steps from one to the one before instead of reading every figure. */
    Set<Period> periods(Collection<Long> indicators) {
        if (indicators.isEmpty()) {
            return Set.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        with recursive step (indicator_id, period_to) as (
                            select i.id, (select max(m.period_to) from measurement m
                                           where m.indicator_id = i.id and m.kind = 'OUTCOME' and m.gender = 'T')
                              from indicator i where i.id in (<indicators>)
                            union all
                            select s.indicator_id, (select max(m.period_to) from measurement m
                                                     where m.indicator_id = s.indicator_id and m.kind = 'OUTCOME'
                                                       and m.gender = 'T' and m.period_to < s.period_to)
                              from step s where s.period_to is not null)
                        select distinct (select m.period from measurement m
                                          where m.indicator_id = s.indicator_id and m.kind = 'OUTCOME'
                                            and m.gender = 'T' and m.period_to = s.period_to limit 1) as period
                          from step s where s.period_to is not null
                        """)
                .bindList("indicators", List.copyOf(indicators))
                .map((row, context) -> Period.of(row.getString("period")))
                .collect(Collectors.toSet()));
    }

    /** The units that have an outcome of the indicator. */
    Set<Long> unitsMeasured(long indicator) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select distinct unit_id from measurement
                         where indicator_id = :indicator and kind = 'OUTCOME' and gender = 'T'
                           and state in ('exists', 'rounded', 'suppressed')
                        """)
                .bind("indicator", indicator)
                .mapTo(Long.class)
                .collect(Collectors.toSet()));
    }

    /** The indicators that any of the units has a figure of the kind of. */
    Set<Long> measured(Collection<Long> units, Kind kind) {
        if (units.isEmpty()) {
            return Set.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select i.id from indicator i
                         where exists (select 1 from measurement m
                                        where m.indicator_id = i.id and m.kind = :kind and m.unit_id in (<units>))
                        """)
                .bind("kind", kind.name())
                .bindList("units", List.copyOf(units))
                .mapTo(Long.class)
                .collect(Collectors.toSet()));
    }
}
