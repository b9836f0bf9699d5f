@NullMarked
package se.samsyn.core.file;

import org.jspecify.annotations.NullMarked;
