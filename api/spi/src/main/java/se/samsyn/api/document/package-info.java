@NullMarked
package se.samsyn.api.document;

import org.jspecify.annotations.NullMarked;
