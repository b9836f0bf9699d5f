package se.samsyn.core.measuring;

import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.web.Rejection;

/** What a figure that a person gives is held to, whether it comes alone or among many. */
final class MeasurementRules {

    private MeasurementRules() {}

    /**
     * What the figure would take the place of.
     *
     * @param shown as the person sees it; null when there is none
     * @param valued whether the store holds a value, shown or not
     * @param frozen whether it is a target that has been adopted
     */
    record Place(@Nullable Measurement shown, boolean valued, boolean frozen) {}

    /**
     * @throws Rejection when a person would overwrite what someone else publishes or speak in their name, would give
     *     more decimals than are shown, would put nothing in the place of a figure that is hidden from them, or would
     *     change what has been adopted
     */
    static void check(@Nullable Indicator indicator, Figure figure, Place place) {
        if (indicator != null) {
            requireOwn(indicator, figure, place.shown());
            requireShown(indicator, figure);
        }
        boolean masked = figure.value() == null
                && place.valued()
                && place.shown() != null
                && !place.shown().state().hasValue();
        new Rejection.Check().that(!masked, "value", "measuring.error.masked").done();
        new Rejection.Check().that(!place.frozen(), "value", "measuring.error.frozen").done();
    }

    /**
     * Whether a figure is one that someone else publishes: a person does not change it, importing theirs does.
     *
     * @param saved as it stands; null when there is none yet
     */
    static boolean published(Indicator indicator, @Nullable Measurement saved) {
        return saved != null
                && saved.kind() == Kind.OUTCOME
                && !indicator.source().equals(IndicatorService.OWN)
                && !saved.source().equals(Sources.OWN);
    }

    private static void requireOwn(Indicator indicator, Figure figure, @Nullable Measurement saved) {
        boolean published = published(indicator, saved);
        boolean own = indicator.source().equals(IndicatorService.OWN)
                || figure.kind() != Kind.OUTCOME
                || figure.source().equals(Sources.OWN);
        new Rejection.Check()
                .that(!published, "value", "measuring.error.published", saved == null ? "" : saved.source())
                .that(published || own, "source", "measuring.error.source", Sources.OWN)
                .done();
    }

    /** What a person gives is what is shown; only imported figures are rounded. */
    private static void requireShown(Indicator indicator, Figure figure) {
        Double value = figure.value();
        new Rejection.Check()
                .that(value == null || indicator.shows(value), "value", "measuring.error.decimals", indicator.decimals())
                .done();
    }
}
