@NullMarked
package se.samsyn.api.work;

import org.jspecify.annotations.NullMarked;
