@NullMarked
package se.samsyn.api.subject;

import org.jspecify.annotations.NullMarked;
