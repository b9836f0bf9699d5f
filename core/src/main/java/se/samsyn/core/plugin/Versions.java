package se.samsyn.core.plugin;

import org.pf4j.DefaultVersionManager;

/** Versions of plugins and of the api, and ranges of them. A build on the way to a version counts as that version. */
final class Versions {

    private Versions() {}

    /**
     * @throws PluginRefused when the range is none
     */
    static boolean within(String version, String range) {
        try {
            return new DefaultVersionManager().checkVersionConstraint(release(version), range);
        } catch (RuntimeException e) {
            throw new PluginRefused("range", e, range);
        }
    }

    /**
     * @throws PluginRefused when the range is none
     */
    static void requireRange(String range) {
        within("1.0.0", range);
    }

    /** Whether the one is later than the other; what is written otherwise than {@code 1.2.3} is not. */
    static boolean later(String one, String other) {
        try {
            return new DefaultVersionManager().compareVersions(release(one), release(other)) > 0;
        } catch (RuntimeException e) {
            return false;
        }
    }

    static String release(String version) {
        return version.replace("-SNAPSHOT", "");
    }
}
