@NullMarked
package se.samsyn.api.access;

import org.jspecify.annotations.NullMarked;
