package se.samsyn.core.plugin;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.plugin.jar.PluginJar;

/**
 * What the municipality wants of a plugin; it outlives the plugin's jar.
 *
 * @param id as in the plugin's manifest
 * @param release the plugin's own version as someone last brought it in; null when nobody has, or it was removed
 * @param jar the sha256 of the jar that was brought in; null like the release
 * @param erased what the latest erasing of its data took away; null when it never happened
 * @param settings the values that someone has set, by name
 * @param version 0 before anyone wanted anything
 */
public record DesiredState(
        String id,
        boolean enabled,
        @Nullable String release,
        @Nullable String jar,
        @Nullable String erased,
        Map<String, String> settings,
        int version) {

    static DesiredState unset(String id) {
        return new DesiredState(id, false, null, null, null, Map.of(), 0);
    }

    DesiredState withEnabled(boolean wanted) {
        return new DesiredState(id, wanted, release, jar, erased, settings, version + 1);
    }

    DesiredState withSettings(Map<String, String> values) {
        return new DesiredState(id, enabled, release, jar, erased, values, version + 1);
    }

    /** One that was not there before is not used before someone says so. */
    DesiredState withJar(PluginJar brought, boolean isNew) {
        String number = brought.manifest().version();
        return new DesiredState(id, enabled && !isNew, number, brought.sha256(), erased, settings, version + 1);
    }

    DesiredState removed() {
        return new DesiredState(id, false, null, null, erased, settings, version + 1);
    }

    DesiredState withErased(String what) {
        return new DesiredState(id, enabled, release, jar, what, Map.of(), version + 1);
    }

    /** The same as someone saw it who looked at this version. */
    DesiredState seenAs(int seen) {
        return new DesiredState(id, enabled, release, jar, erased, settings, seen);
    }
}
