package se.samsyn.core.measuring;

/**
 * The figures of units put together to one, by the indicator's rule: our own calculation, never the source's figure.
 *
 * @param units how many units it is made of
 * @param source whose figures it is made of
 */
public record Aggregate(long indicatorId, Period period, double value, int units, String source) {}
