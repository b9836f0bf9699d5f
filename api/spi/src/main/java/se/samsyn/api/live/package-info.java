@NullMarked
package se.samsyn.api.live;

import org.jspecify.annotations.NullMarked;
