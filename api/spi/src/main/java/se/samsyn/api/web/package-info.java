@NullMarked
package se.samsyn.api.web;

import org.jspecify.annotations.NullMarked;
