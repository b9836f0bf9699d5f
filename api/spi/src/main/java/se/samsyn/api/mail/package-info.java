@NullMarked
package se.samsyn.api.mail;

import org.jspecify.annotations.NullMarked;
