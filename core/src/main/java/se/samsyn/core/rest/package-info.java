@NullMarked
package se.samsyn.core.rest;

import org.jspecify.annotations.NullMarked;
