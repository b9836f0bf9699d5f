@NullMarked
package se.samsyn.core.access;

import org.jspecify.annotations.NullMarked;
