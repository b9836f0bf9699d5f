@NullMarked
package se.samsyn.api.imports;

import org.jspecify.annotations.NullMarked;
