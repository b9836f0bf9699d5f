@NullMarked
package se.samsyn.api.field;

import org.jspecify.annotations.NullMarked;
