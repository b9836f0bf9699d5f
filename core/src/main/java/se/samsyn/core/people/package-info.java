@NullMarked
package se.samsyn.core.people;

import org.jspecify.annotations.NullMarked;
