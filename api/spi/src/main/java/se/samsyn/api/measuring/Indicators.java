package se.samsyn.api.measuring;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads indicators' outcomes, as the caller may see them: what is hidden for small groups is hidden here too.
 *
 * @since 0.9.0
 */
public interface Indicators {

    /**
     * The outcomes for everyone of an indicator on each of these units, oldest first, in one query.
     *
     * @param code the indicator's code; an unknown one answers an empty map
     * @param unitIds ids of units; those without outcomes are left out
     */
    Map<String, List<ShownFigure>> outcomes(String code, Collection<String> unitIds);

    /**
     * An outcome as it is shown.
     *
     * @param period as {@code 2026-09}
     * @param periodText the period in the caller's language
     * @param text the value with its unit of measure in the caller's language; where there is none, the words why
     * @param hasValue whether there is a value
     */
    record ShownFigure(String period, String periodText, String text, boolean hasValue) {}
}
