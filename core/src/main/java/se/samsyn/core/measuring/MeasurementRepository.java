package se.samsyn.core.measuring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;

/** Measurements in the database. What it gives has been through {@link SmallNumbers}. */
final class MeasurementRepository {

    private static final String COLUMNS =
            """
            m.id, m.indicator_id, m.unit_id, m.period, m.gender, m.kind, m.value, m.state, m.source, m.revision,
            """
                    + SmallNumbers.OTHER_GENDER_SUPPRESSED + " as hidden ";

    /** SQL with more parameters than this takes longer to prepare than to run. */
    private static final int MOST_AT_ONCE = 250;

    private static final String LATEST_OUTCOME =
            """
            (select x.id from measurement x
              where x.indicator_id = i.id and x.unit_id = u.id and x.kind = 'OUTCOME' and x.gender = 'T'
                and x.state in ('exists', 'rounded', 'suppressed') and x.period_to <= :until
              order by x.period_to desc, x.period_from desc limit 1)
            """;

    private final Jdbi jdbi;

    MeasurementRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Measurement> find(long id) {
        return shown("select " + COLUMNS + " from measurement m where m.id = :id", q -> q.bind("id", id)).stream()
                .findFirst();
    }

    /** As it stands in the store, for comparing before a write; never to be shown. */
    Optional<Measurement> stored(Figure figure) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select m.*, false as hidden from measurement m
                         where m.indicator_id = :indicator and m.unit_id = :unit and m.period = :period
                           and m.gender = :gender and m.kind = :kind
                        """)
                .bind("indicator", figure.indicatorId())
                .bind("unit", figure.unitId())
                .bind("period", figure.period().text())
                .bind("gender", figure.gender().name())
                .bind("kind", figure.kind().name())
                .map((row, context) -> measurement(row))
                .findOne());
    }

    /** As they stand in the store, in the order of the figures; null where there is none. */
    List<@Nullable Stored> stored(List<Figure> figures) {
        List<@Nullable Stored> stored = new ArrayList<>(Collections.nCopies(figures.size(), null));
        for (int from = 0; from < figures.size(); from += MOST_AT_ONCE) {
            List<Figure> part = figures.subList(from, Math.min(figures.size(), from + MOST_AT_ONCE));
            stored(part, from, stored);
        }
        return stored;
    }

    private void stored(List<Figure> figures, int offset, List<@Nullable Stored> stored) {
        String values = String.join(", ", Collections.nCopies(figures.size(), "(?, ?, ?, ?, ?, ?)"));
        jdbi.useHandle(handle -> {
            Query query = handle.createQuery(
                    "with wanted (place, indicator_id, unit_id, period, gender, kind) as (values " + values + ")"
                            + " select w.place, " + COLUMNS
                            + """
                              from wanted w
                              join measurement m on m.indicator_id = w.indicator_id and m.unit_id = w.unit_id
                               and m.period = w.period and m.gender = w.gender and m.kind = w.kind
                            """);
            int parameter = 0;
            for (int i = 0; i < figures.size(); i++) {
                Figure figure = figures.get(i);
                query.bind(parameter++, offset + i)
                        .bind(parameter++, figure.indicatorId())
                        .bind(parameter++, figure.unitId())
                        .bind(parameter++, figure.period().text())
                        .bind(parameter++, figure.gender().name())
                        .bind(parameter++, figure.kind().name());
            }
            query.map((row, context) -> stored.set(
                            row.getInt("place"),
                            new Stored(value(row), State.of(row.getString("state")), row.getString("source"),
                                    row.getBoolean("hidden"))))
                    .list();
        });
    }

    /** Every figure where these units meet these indicators, by period. */
    List<Measurement> series(Collection<Long> indicators, Collection<Long> units) {
        if (indicators.isEmpty() || units.isEmpty()) {
            return List.of();
        }
        return shown(
                "select " + COLUMNS + " from measurement m"
                        + " where m.indicator_id in (<indicators>) and m.unit_id in (<units>) order by m.period_to, m.id",
                q -> q.bindList("indicators", List.copyOf(indicators)).bindList("units", List.copyOf(units)));
    }

    /** The outcomes and targets for everyone in these periods. */
    List<Measurement> inPeriods(Collection<Long> indicators, Collection<Period> periods, Collection<Long> units) {
        if (indicators.isEmpty() || periods.isEmpty() || units.isEmpty()) {
            return List.of();
        }
        return shown(
                "select " + COLUMNS + " from measurement m where m.indicator_id in (<indicators>)"
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
        return shown(
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
                        select """ + " " + COLUMNS
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

    /** Those after an id, in the order of ids; null filters let everything through. */
    List<Measurement> after(MeasurementFilter filter, long id, int limit) {
        String units = filter.unitIds() == null ? "" : " and m.unit_id in (<units>)";
        if (filter.unitIds() != null && filter.unitIds().isEmpty()) {
            return List.of();
        }
        return shown(
                "select " + COLUMNS + " from measurement m where m.id > :after" + units
                        + " and (:indicator is null or m.indicator_id = :indicator)"
                        + " and (:period is null or m.period = :period)"
                        + " and (:kind is null or m.kind = :kind) order by m.id limit :limit",
                q -> {
                    Query bound = q.bind("after", id)
                            .bind("indicator", filter.indicatorId())
                            .bind("period", filter.period() == null ? null : filter.period().text())
                            .bind("kind", filter.kind() == null ? null : filter.kind().name())
                            .bind("limit", limit);
                    return filter.unitIds() == null ? bound : bound.bindList("units", List.copyOf(filter.unitIds()));
                });
    }

    /** As {@link #series}, as it was at the instant; what has been suppressed since stays suppressed. */
    List<Measurement> seriesAsOf(Collection<Long> indicators, Collection<Long> units, Instant at) {
        if (indicators.isEmpty() || units.isEmpty()) {
            return List.of();
        }
        return shown(
                """
                with version as (
                    select m.id, m.revision, m.value, m.state, m.source, m.change_id from measurement m
                     where m.indicator_id in (<indicators>) and m.unit_id in (<units>)
                    union all
                    select r.measurement_id, r.revision, r.value, r.state, r.source, r.change_id
                      from measurement_revision r join measurement m on m.id = r.measurement_id
                     where m.indicator_id in (<indicators>) and m.unit_id in (<units>)),
                numbered as (
                    select v.*, row_number() over (partition by v.id order by v.revision desc) as place
                      from version v join change c on c.id = v.change_id where c.at < :at),
                was as (
                    select m.id, m.indicator_id, m.unit_id, m.period, m.period_to, m.gender, m.kind, n.source, n.revision,
                           case when m.state <> 'suppressed' then n.value end as value,
                           case when m.state <> 'suppressed' then n.state else m.state end as state
                      from numbered n join measurement m on m.id = n.id where n.place = 1)
                select m.id, m.indicator_id, m.unit_id, m.period, m.gender, m.kind, m.value, m.state, m.source, m.revision,
                """
                        + SmallNumbers.OTHER_GENDER_SUPPRESSED.replace("from measurement s", "from was s")
                        + " as hidden from was m order by m.period_to, m.id",
                q -> q.bindList("indicators", List.copyOf(indicators))
                        .bindList("units", List.copyOf(units))
                        .bind("at", Times.text(at)));
    }

    long insert(Figure figure, long change) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        insert into measurement (indicator_id, unit_id, period, period_from, period_to, gender, kind,
                            value, state, source, revision, change_id)
                        values (:indicator, :unit, :period, :from, :to, :gender, :kind, :value, :state, :source, 1, :change)
                        returning id
                        """)
                .bind("indicator", figure.indicatorId())
                .bind("unit", figure.unitId())
                .bind("period", figure.period().text())
                .bind("from", figure.period().from().toString())
                .bind("to", figure.period().to().toString())
                .bind("gender", figure.gender().name())
                .bind("kind", figure.kind().name())
                .bind("value", figure.value())
                .bind("state", figure.state().code())
                .bind("source", figure.source())
                .bind("change", change)
                .mapTo(Long.class)
                .one());
    }

    void revise(long id, Figure figure, long change) {
        jdbi.useHandle(handle -> {
            handle.createUpdate(
                            """
                            insert into measurement_revision (measurement_id, revision, value, state, source, change_id)
                            select id, revision, value, state, source, change_id from measurement where id = :id
                            """)
                    .bind("id", id)
                    .execute();
            handle.createUpdate(
                            """
                            update measurement set value = :value, state = :state, source = :source,
                                   revision = revision + 1, change_id = :change
                             where id = :id
                            """)
                    .bind("value", figure.value())
                    .bind("state", figure.state().code())
                    .bind("source", figure.source())
                    .bind("change", change)
                    .bind("id", id)
                    .execute();
        });
    }

    private interface Binding {
        Query to(Query query);
    }

    private List<Measurement> shown(String sql, Binding binding) {
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

    private static Measurement measurement(ResultSet row) throws SQLException {
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
