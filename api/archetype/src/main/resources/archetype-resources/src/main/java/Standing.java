package ${package};

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.measuring.Indicators.ShownFigure;

/**
 * How a unit's sick leave stands to a goal's ceiling.
 *
 * @param ceiling the ceiling in per cent
 * @param latest the latest month that has a figure; null when there is none
 * @param over whether it is over the ceiling
 */
public record Standing(double ceiling, @Nullable ShownFigure latest, boolean over) {

    /**
     * Compares.
     *
     * @param figures the unit's, oldest first
     * @param ceiling as the field's value is written
     */
    static Standing of(List<ShownFigure> figures, String ceiling) {
        double most = Double.parseDouble(ceiling);
        ShownFigure latest = null;
        boolean over = false;
        for (ShownFigure figure : figures) {
            Double number = figure.number();
            if (number != null) {
                latest = figure;
                over = number > most;
            }
        }
        return new Standing(most, latest, over);
    }
}
