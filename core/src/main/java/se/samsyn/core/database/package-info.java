@NullMarked
package se.samsyn.core.database;

import org.jspecify.annotations.NullMarked;
