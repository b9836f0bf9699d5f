package se.samsyn.api.measuring;

import java.util.List;
import java.util.Objects;

/**
 * A system that figures come from. When the plugin is enabled core makes those of its indicators that are not there, by
 * their codes, as the municipality's own; what a person has changed in them since stays, and they stay when the plugin
 * goes. The message {@code source.<name>}, in the municipality's own language, is what stands as source beside the
 * figures.
 *
 * <pre>{@code
 * .indicatorSource(new IndicatorSource(SOURCE, List.of(new IndicatorDefinition(
 *         INDICATOR, 1, Direction.LOWER_BETTER, Periodicity.MONTH, Aggregation.NONE))))
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * importByHand(developer, "Gläntans förskola;2026-07;6,5\nSlottet;2026-07;5\n");
 * assertThat(developer.get(PAGE).body()).contains("Gläntans förskola", "2026-07", "6,5").doesNotContain("Slottet");
 * }</pre>
 *
 * @param name unique within the plugin; lower-case letters, digits and hyphens
 * @param indicators what it measures
 * @since 0.9.0
 */
public record IndicatorSource(String name, List<IndicatorDefinition> indicators) {

    public IndicatorSource {
        Objects.requireNonNull(name);
        indicators = List.copyOf(indicators);
    }
}
