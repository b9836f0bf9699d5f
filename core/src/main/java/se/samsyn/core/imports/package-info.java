@NullMarked
package se.samsyn.core.imports;

import org.jspecify.annotations.NullMarked;
