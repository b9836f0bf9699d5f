@NullMarked
package se.samsyn.api.job;

import org.jspecify.annotations.NullMarked;
