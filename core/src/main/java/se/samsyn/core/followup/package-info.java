@NullMarked
package se.samsyn.core.followup;

import org.jspecify.annotations.NullMarked;
