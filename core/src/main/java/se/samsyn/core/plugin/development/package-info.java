/** Plugins that are run from a folder of classes while they are written. */
@NullMarked
package se.samsyn.core.plugin.development;

import org.jspecify.annotations.NullMarked;
