@NullMarked
package se.samsyn.api.event;

import org.jspecify.annotations.NullMarked;
