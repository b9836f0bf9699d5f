@NullMarked
package se.samsyn.core.fetch;

import org.jspecify.annotations.NullMarked;
