/**
 * Runs a plugin in a real Samsyn in a test: the jar that was built, in a process of its own, with the demo municipality.
 *
 * @since 0.9.0
 */
@NullMarked
package se.samsyn.testkit;

import org.jspecify.annotations.NullMarked;
