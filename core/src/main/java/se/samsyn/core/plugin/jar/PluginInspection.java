package se.samsyn.core.plugin.jar;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.plugin.jar.PluginManifest.Text;

/**
 * What a jar would bring, read without loading a class of it.
 *
 * @param installed the version that it would replace; null when there is none
 * @param newer whether it is newer than that one
 */
public record PluginInspection(
        String sha256,
        PluginManifest manifest,
        @Nullable String installed,
        boolean newer,
        Contents contents) {

    /**
     * What lies in a jar.
     *
     * @param size the jar's own, in bytes
     * @param classes how many
     * @param tables those that its migrations make
     * @param permissions its permissions as its texts call them
     * @param settings its settings as its texts call them
     * @param told what it says itself that it adds; null when it says nothing
     */
    public record Contents(
            long size,
            int classes,
            List<String> tables,
            List<Text> permissions,
            List<Text> settings,
            @Nullable ToldContributions told) {}
}
