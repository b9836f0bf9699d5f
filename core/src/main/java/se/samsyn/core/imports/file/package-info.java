@NullMarked
package se.samsyn.core.imports.file;

import org.jspecify.annotations.NullMarked;
