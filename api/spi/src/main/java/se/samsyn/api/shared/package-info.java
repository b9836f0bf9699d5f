@NullMarked
package se.samsyn.api.shared;

import org.jspecify.annotations.NullMarked;
