package se.samsyn.core.measuring;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Measurement.Kind;

/** Which measurements a list gives; null lets everything through. */
public record MeasurementFilter(
        @Nullable Set<Long> unitIds, @Nullable Long indicatorId, @Nullable Period period, @Nullable Kind kind) {}
