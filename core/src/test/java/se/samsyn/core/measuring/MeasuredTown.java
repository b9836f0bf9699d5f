package se.samsyn.core.measuring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.Grant;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Indicator.Periodicity;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitKind;

/** A municipality with an indicator and people who read and give its figures. */
final class MeasuredTown implements AutoCloseable {

    private static final Grant SYSTEM = Grant.system("test");

    final TestSamsyn samsyn = TestSamsyn.start();
    final Indicator safety;

    MeasuredTown() {
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("utvecklare", Role.QUALITY_DEVELOPER, samsyn.municipality());
        samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        safety = indicator(IndicatorService.OWN, "TRYGG", "Elever som är trygga", Aggregation.MEAN);
    }

    @Override
    public void close() {
        samsyn.close();
    }

    Indicator indicator(String source, String code, String name, Aggregation aggregation) {
        return samsyn.app().measuring().indicatorService().create(
                SYSTEM,
                new Indicator(
                        0, source, code, name, "", "%", 0, Direction.HIGHER, Periodicity.YEAR, aggregation, 7.0, true,
                        null, 0));
    }

    Unit body(String code, UnitKind kind, String name) {
        return samsyn.app().organisation().unitService().create(
                samsyn.system(),
                new UnitDetails(null, Unit.Standing.COMPARISON, kind, name, Map.of("kolada", code), null, null));
    }

    Figure figure(Indicator indicator, Unit unit, String period, Kind kind, @Nullable Double value) {
        return new Figure(
                indicator.id(), unit.id(), Period.of(period), Gender.T, kind, value,
                value == null ? State.SUPPRESSED : State.EXISTS, "Kolada");
    }

    Figure figure(Unit unit, Gender gender, @Nullable Double value) {
        return new Figure(
                safety.id(), unit.id(), Period.of("2025"), gender, Kind.OUTCOME, value,
                value == null ? State.SUPPRESSED : State.EXISTS, "Egen uppgift");
    }

    void merge(Figure... figures) {
        samsyn.app().measuring().measurements().merge(SYSTEM, List.of(figures).iterator());
    }

    List<Measurement> series(Unit unit) {
        return new ArrayList<>(
                samsyn.app().measuring().measurements().series(List.of(safety.id()), List.of(unit.id())));
    }
}
