package se.samsyn.core.plugin.jar;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.settings.Checksums;

/**
 * A plugin's jar at its content-addressed place, which is never overwritten.
 *
 * @param sha256 in hexadecimal digits
 * @param source the file that it was copied from in the folder of plugins, or the folder of classes that it was packed
 *     from; null for one that comes with Samsyn
 */
public record PluginJar(Path file, String sha256, Provenance provenance, PluginManifest manifest, @Nullable Path source) {

    /**
     * @throws PluginRefused when the file is not what it was when Samsyn was started or the plugin brought in
     */
    public void requireUnchanged() {
        try {
            if (!sha256.equals(Checksums.sha256(file))) {
                throw new PluginRefused("changed", file.getFileName());
            }
        } catch (IOException e) {
            throw new PluginRefused("changed", e, file.getFileName());
        }
    }
}
