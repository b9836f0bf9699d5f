package se.samsyn.core.measuring;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;

/** Which figure a cell of a {@link ValueGrid} is, within its period. */
record GridKey(long indicatorId, long unitId, Kind kind, Gender gender) {

    private static final Pattern NAME =
            Pattern.compile("v-(\\d{1,18})-(\\d{1,18})-(OUTCOME|TARGET|FORECAST)-([TKM])");

    static GridKey of(Measurement figure) {
        return new GridKey(figure.indicatorId(), figure.unitId(), figure.kind(), figure.gender());
    }

    static GridKey of(Figure figure) {
        return new GridKey(figure.indicatorId(), figure.unitId(), figure.kind(), figure.gender());
    }

    /** The cell that a field of a form is; empty when it is none. */
    static Optional<GridKey> parse(String name) {
        Matcher m = NAME.matcher(name);
        return m.matches()
                ? Optional.of(new GridKey(
                        Long.parseLong(m.group(1)),
                        Long.parseLong(m.group(2)),
                        Kind.valueOf(m.group(3)),
                        Gender.valueOf(m.group(4))))
                : Optional.empty();
    }

    /** The name of its field. */
    String name() {
        return "v-" + indicatorId + "-" + unitId + "-" + kind + "-" + gender;
    }

    /** The figure, as a person of our own gives it. */
    Figure figure(Period period, TypedFigure typed) {
        return new Figure(indicatorId, unitId, period, gender, kind, typed.value(), typed.state(), Sources.OWN);
    }
}
