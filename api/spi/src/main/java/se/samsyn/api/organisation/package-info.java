@NullMarked
package se.samsyn.api.organisation;

import org.jspecify.annotations.NullMarked;
