@NullMarked
package se.samsyn.core.backup;

import org.jspecify.annotations.NullMarked;
