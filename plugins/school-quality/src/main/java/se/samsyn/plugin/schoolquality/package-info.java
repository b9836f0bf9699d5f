/** Self-assessment of a unit on a framework: each person first, then together, and its own development over the years. */
@NullMarked
package se.samsyn.plugin.schoolquality;

import org.jspecify.annotations.NullMarked;
