@NullMarked
package se.samsyn.core.imports.format;

import org.jspecify.annotations.NullMarked;
