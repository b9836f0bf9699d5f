@NullMarked
package se.samsyn.core.web;

import org.jspecify.annotations.NullMarked;
