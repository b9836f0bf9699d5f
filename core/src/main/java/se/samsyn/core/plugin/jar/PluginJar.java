package se.samsyn.core.plugin.jar;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's jar at its content-addressed place, which is never overwritten.
 *
 * @param sha256 in hexadecimal digits
 * @param source the file that it was copied from in the folder of plugins; null for one that comes with Samsyn
 */
public record PluginJar(Path file, String sha256, Provenance provenance, PluginManifest manifest, @Nullable Path source) {}
