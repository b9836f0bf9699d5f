package se.samsyn.core.plugin.jar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pf4j.DefaultVersionManager;

/** Versions of plugins and of the api, and ranges of them. A build on the way to a version counts as that version. */
public final class Versions {

    private static final Pattern BARE = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.\\d+(?:-SNAPSHOT)?");

    private Versions() {}

    /**
     * @throws PluginRefused when the range is none
     */
    public static boolean within(String version, String range) {
        try {
            return new DefaultVersionManager().checkVersionConstraint(release(version), range);
        } catch (RuntimeException e) {
            throw new PluginRefused("range", e, range);
        }
    }

    /**
     * @throws PluginRefused when the range is none
     */
    public static void requireRange(String range) {
        within("1.0.0", range);
    }

    /**
     * @throws PluginRefused when a version stands where a range should; it tells the range that was meant
     */
    static void refuseBare(String range) {
        Matcher bare = BARE.matcher(range.strip());
        if (bare.matches()) {
            int major = Integer.parseInt(bare.group(1));
            int minor = Integer.parseInt(bare.group(2));
            String upTo = major == 0 ? "0." + (minor + 1) : (major + 1) + ".0";
            throw new PluginRefused("bare", range, ">=" + release(range.strip()) + " & <" + upTo + ".0");
        }
    }

    /**
     * @return the same version
     * @throws PluginRefused when it is not written as one
     */
    static String required(String version) {
        try {
            new DefaultVersionManager().compareVersions(release(version), "1.0.0");
            return version;
        } catch (RuntimeException e) {
            throw new PluginRefused("version", e, version);
        }
    }

    /** Whether the one is later than the other. */
    public static boolean later(String one, String other) {
        return new DefaultVersionManager().compareVersions(release(one), release(other)) > 0;
    }

    public static String release(String version) {
        return version.replace("-SNAPSHOT", "");
    }
}
