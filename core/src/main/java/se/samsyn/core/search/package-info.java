/** The search: what can be found, by whom, and the page that finds it. */
@NullMarked
package se.samsyn.core.search;

import org.jspecify.annotations.NullMarked;
