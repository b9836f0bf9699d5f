package se.samsyn.core.measuring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Measurement.State;

/** Measurements in the database, one by one and as series. What it gives to show has been through {@link SmallNumbers}. */
final class MeasurementRepository {

    /** SQL with more parameters than this takes longer to prepare than to run. */
    private static final int MOST_AT_ONCE = 250;

    private final Jdbi jdbi;
    private final ShownMeasurements shown;

    MeasurementRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.shown = new ShownMeasurements(jdbi);
    }

    Optional<Measurement> find(long id) {
        return shown.read("select " + ShownMeasurements.COLUMNS + " from measurement m where m.id = :id", q -> q.bind("id", id)).stream()
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
                .map((row, context) -> ShownMeasurements.measurement(row))
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
                            + " select w.place, " + ShownMeasurements.COLUMNS
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
                            new Stored(ShownMeasurements.value(row), State.of(row.getString("state")), row.getString("source"),
                                    row.getBoolean("hidden"))))
                    .list();
        });
    }

    /** Every figure where these units meet these indicators, by period. */
    List<Measurement> series(Collection<Long> indicators, Collection<Long> units) {
        if (indicators.isEmpty() || units.isEmpty()) {
            return List.of();
        }
        return shown.read(
                "select " + ShownMeasurements.COLUMNS + " from measurement m"
                        + " where m.indicator_id in (<indicators>) and m.unit_id in (<units>) order by m.period_to, m.id",
                q -> q.bindList("indicators", List.copyOf(indicators)).bindList("units", List.copyOf(units)));
    }

    /** Every figure, of each kind and gender, where these units meet these indicators in these periods. */
    List<Measurement> inPeriods(Collection<Long> indicators, Collection<Long> units, Collection<Period> periods) {
        if (indicators.isEmpty() || units.isEmpty() || periods.isEmpty()) {
            return List.of();
        }
        return shown.read(
                "select " + ShownMeasurements.COLUMNS + " from measurement m where m.indicator_id in (<indicators>)"
                        + " and m.unit_id in (<units>) and m.period in (<periods>)",
                q -> q.bindList("indicators", List.copyOf(indicators))
                        .bindList("units", List.copyOf(units))
                        .bindList("periods", periods.stream().map(Period::text).toList()));
    }

    /** Those after an id, in the order of ids; null filters let everything through. */
    List<Measurement> after(MeasurementFilter filter, long id, int limit) {
        String units = filter.unitIds() == null ? "" : " and m.unit_id in (<units>)";
        if (filter.unitIds() != null && filter.unitIds().isEmpty()) {
            return List.of();
        }
        return shown.read(
                "select " + ShownMeasurements.COLUMNS + " from measurement m where m.id > :after" + units
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
        return shown.read(
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
}
