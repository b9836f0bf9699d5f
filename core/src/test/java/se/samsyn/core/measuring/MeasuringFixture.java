package se.samsyn.core.measuring;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;

/** A file with the services of measuring, a clock that is set by hand, and a way to make units. */
final class MeasuringFixture implements AutoCloseable {

    static final Grant GRANT = Grant.system("test");

    final Database database;
    final IndicatorRepository indicators;
    final IndicatorService indicatorService;
    final MeasurementService measurements;
    private Instant now = Instant.parse("2026-09-01T08:00:00Z");

    MeasuringFixture(Path folder) {
        database = Database.open(folder.resolve("samsyn.db"));
        ChangeLog changes = new ChangeLog(database, new HandSetClock());
        indicators = new IndicatorRepository(database.jdbi());
        indicatorService = new IndicatorService(database, indicators, changes);
        measurements = new MeasurementService(database, indicators, figures -> Set.of(), changes);
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    long unit(@Nullable Long parent, String kind, String name) {
        return database.write(() -> database.jdbi().withHandle(handle -> handle.createQuery(
                        """
                        insert into unit (parent_id, standing, kind, name, version)
                        values (:parent, 'OWN', :kind, :name, 1) returning id
                        """)
                .bind("parent", parent)
                .bind("kind", kind)
                .bind("name", name)
                .mapTo(Long.class)
                .one()));
    }

    Indicator indicator(String code, Indicator.Aggregation aggregation) {
        return indicatorService.create(
                GRANT,
                new Indicator(
                        0, "own", code, "Indikator " + code, "", "%", 0, Indicator.Direction.HIGHER,
                        Indicator.Periodicity.YEAR, aggregation, 5.0, true, null, 0));
    }

    MergeResult merge(Figure... figures) {
        return measurements.merge(GRANT, List.of(figures).iterator());
    }

    static Figure figure(Indicator indicator, long unit, String period, Gender gender, Kind kind, @Nullable Double value) {
        return new Figure(
                indicator.id(), unit, Period.of(period), gender, kind, value,
                value == null ? State.SUPPRESSED : State.EXISTS, "Kolada");
    }

    static Figure outcome(Indicator indicator, long unit, String period, @Nullable Double value) {
        return figure(indicator, unit, period, Gender.T, Kind.OUTCOME, value);
    }

    @Override
    public void close() {
        database.close();
    }

    private final class HandSetClock extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
