@NullMarked
package se.samsyn.core.mail;

import org.jspecify.annotations.NullMarked;
