package se.samsyn.core.plugin;

import java.util.Map;

/**
 * What the municipality wants of a plugin; it outlives the plugin's jar.
 *
 * @param id as in the plugin's manifest
 * @param settings the values that someone has set, by name
 * @param version 0 before anyone wanted anything
 */
public record DesiredState(String id, boolean enabled, Map<String, String> settings, int version) {

    static DesiredState unset(String id) {
        return new DesiredState(id, false, Map.of(), 0);
    }

    DesiredState withEnabled(boolean wanted) {
        return new DesiredState(id, wanted, settings, version + 1);
    }

    DesiredState withSettings(Map<String, String> values) {
        return new DesiredState(id, enabled, values, version + 1);
    }
}
