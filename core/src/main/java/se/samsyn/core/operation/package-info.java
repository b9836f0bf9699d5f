@NullMarked
package se.samsyn.core.operation;

import org.jspecify.annotations.NullMarked;
