@NullMarked
package se.samsyn.core.settings;

import org.jspecify.annotations.NullMarked;
