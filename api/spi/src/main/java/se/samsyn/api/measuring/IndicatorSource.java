package se.samsyn.api.measuring;

import java.util.List;
import java.util.Objects;

/**
 * A system that figures come from. When the plugin is enabled core makes those of its indicators that are not there, by
 * their codes; what a person has changed in them since stays. The message {@code source.<name>} is what stands as source
 * beside the figures.
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
