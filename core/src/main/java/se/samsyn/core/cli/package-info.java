@NullMarked
package se.samsyn.core.cli;

import org.jspecify.annotations.NullMarked;
