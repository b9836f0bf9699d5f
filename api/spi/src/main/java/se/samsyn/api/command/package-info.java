@NullMarked
package se.samsyn.api.command;

import org.jspecify.annotations.NullMarked;
