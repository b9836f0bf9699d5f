/** Loads, isolates and publishes plugins. */
@NullMarked
package se.samsyn.core.plugin;

import org.jspecify.annotations.NullMarked;
