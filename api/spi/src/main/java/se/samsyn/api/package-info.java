@NullMarked
package se.samsyn.api;

import org.jspecify.annotations.NullMarked;
