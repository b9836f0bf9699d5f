@NullMarked
package se.samsyn.api.search;

import org.jspecify.annotations.NullMarked;
