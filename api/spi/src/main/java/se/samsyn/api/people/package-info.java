@NullMarked
package se.samsyn.api.people;

import org.jspecify.annotations.NullMarked;
