package se.samsyn.core.plugin;

import java.nio.file.Path;

/**
 * A plugin's jar at its content-addressed place, which is never overwritten.
 *
 * @param sha256 in hexadecimal digits
 */
record PluginJar(Path file, String sha256, Provenance provenance, PluginManifest manifest) {}
