/** Plugins as files: what a jar says of itself, where jars lie, and what may be wrong with one. Runs nothing of them. */
@NullMarked
package se.samsyn.core.plugin.jar;

import org.jspecify.annotations.NullMarked;
