@NullMarked
package se.samsyn.core.report;

import org.jspecify.annotations.NullMarked;
