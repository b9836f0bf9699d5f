package se.samsyn.core.measuring;

/** Where a unit meets an indicator. */
public record Cell(long indicatorId, long unitId) {

    static Cell of(Measurement measurement) {
        return new Cell(measurement.indicatorId(), measurement.unitId());
    }
}
