@NullMarked
package se.samsyn.core.document;

import org.jspecify.annotations.NullMarked;
