@NullMarked
package se.samsyn.core.organisation;

import org.jspecify.annotations.NullMarked;
