package se.samsyn.api.measuring;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads indicators' outcomes, as the caller may see them: what is hidden for small groups is hidden here too.
 *
 * <pre>{@code
 * Map<String, List<ShownFigure>> figures = request.services()
 *         .indicators()
 *         .outcomes(SickLeavePlugin.INDICATOR, request.caller().unitsWith(SickLeavePlugin.READ));
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(developer.get(PAGE).body()).contains("Gläntans förskola", "2026-07", "6,5").doesNotContain("Slottet");
 * }</pre>
 *
 * @since 0.9.0
 */
public interface Indicators {

    /**
     * The outcomes for everyone of an indicator on each of these units, oldest first, in the same number of queries
     * however many they are.
     *
     * @param code the code of one of the municipality's own indicators, plugins' among them, such as {@code HR-SICK}; one
     *     that others publish after its source, such as {@code kolada:N15033} or {@code skolverket:certifiedTeachersQuota}; an unknown
     *     one answers an empty map
     * @param unitIds ids of units; those without outcomes, or whose figures the caller may not read, are left out
     */
    Map<String, List<ShownFigure>> outcomes(String code, Collection<String> unitIds);

    /**
     * An outcome as it is shown. It is also what the macro {@code chart} takes as a value.
     *
     * @param period as pages show it, such as {@code 2026-09}
     * @param number the value; null when there is none to show
     * @param text the value with its unit of measure in the caller's language; where there is none, the words why. Of a
     *     value that is {@code ROUNDED} the macros say that it is
     * @param state what the macro {@code measureValue} takes: {@code EXISTS}, {@code ROUNDED}, {@code SUPPRESSED}, {@code
     *     MISSING} or {@code NOT_REQUIRED}
     */
    record ShownFigure(String period, @Nullable Double number, String text, String state) {}
}
