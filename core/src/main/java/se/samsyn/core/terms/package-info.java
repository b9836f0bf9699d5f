/** The municipality's own words in place of the standard texts, core's and plugins'. */
@NullMarked
package se.samsyn.core.terms;

import org.jspecify.annotations.NullMarked;
