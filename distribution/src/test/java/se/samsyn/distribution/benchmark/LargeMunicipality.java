package se.samsyn.distribution.benchmark;

import java.time.Year;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.samsyn.api.access.Role;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.measuring.Figure;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserDetails;

/** As many schools and indicators as one asks for, with a figure of each in each year. */
record LargeMunicipality(Samsyn samsyn, Unit municipality, List<Unit> schools, List<Indicator> indicators) {

    private static final Grant SYSTEM = Grant.system("benchmark");
    private static final int LAST_YEAR = 2025;

    static LargeMunicipality create(Samsyn samsyn, int schools, int indicators) {
        return samsyn.database().write(() -> {
            CurrentUser system = samsyn.access().system("benchmark");
            Unit top = unit(samsyn, system, UnitDetails.own(null, UnitKind.MUNICIPALITY, "Storkommun"));
            List<Unit> units = new ArrayList<>();
            for (int i = 0; i < schools; i++) {
                units.add(unit(samsyn, system, UnitDetails.own(top.id(), UnitKind.COMPULSORY_SCHOOL, "Skola " + i)));
            }
            List<Indicator> measures = new ArrayList<>();
            for (int i = 0; i < indicators; i++) {
                measures.add(samsyn.measuring().indicatorService().create(SYSTEM, indicator("i" + i)));
            }
            return new LargeMunicipality(samsyn, top, units, measures);
        });
    }

    private static Unit unit(Samsyn samsyn, CurrentUser system, UnitDetails details) {
        return samsyn.organisation().unitService().create(system, details);
    }

    private static Indicator indicator(String code) {
        return new Indicator(
                0, "own", code, "Indikator " + code, "", "%", 1, Indicator.Direction.HIGHER, Indicator.Periodicity.YEAR,
                Indicator.Aggregation.MEAN, 5.0, false, null, 0);
    }

    /** Brings in an outcome for each year, and a target for the last. */
    void bringIn(int years) {
        Iterator<Figure> outcomes = each(years, cell -> figure(cell, Kind.OUTCOME));
        Iterator<Figure> targets = each(1, cell -> figure(cell, Kind.TARGET));
        samsyn.measuring().measurements().merge(SYSTEM, outcomes);
        samsyn.measuring().measurements().merge(SYSTEM, targets);
    }

    private Figure figure(Cell cell, Kind kind) {
        return new Figure(
                cell.indicator().id(), cell.unit().id(), Period.of(cell.year().toString()), Gender.T, kind, cell.value(),
                State.EXISTS, "Egen uppgift");
    }

    /** One figure's place. */
    record Cell(Unit unit, Indicator indicator, Year year) {

        double value() {
            return (unit.id() * 31 + indicator.id() * 17 + year.getValue() * 7) % 1000 / 10.0;
        }
    }

    /** Something for every school, indicator and year, made as it is asked for. */
    <T> Iterator<T> each(int years, Function<Cell, T> make) {
        Stream<Cell> cells = schools.stream()
                .flatMap(unit -> indicators.stream()
                        .flatMap(indicator -> IntStream.rangeClosed(LAST_YEAR - years + 1, LAST_YEAR)
                                .mapToObj(year -> new Cell(unit, indicator, Year.of(year)))));
        return cells.map(make).iterator();
    }

    User administrator() {
        CurrentUser system = samsyn.access().system("benchmark");
        User user = samsyn.people().userService().create(system, new UserDetails("admin", "Ada", null, "sv"));
        samsyn.people().roleService().give(system, user.id(), Role.ADMINISTRATOR, municipality.id(), null, null);
        return user;
    }
}
