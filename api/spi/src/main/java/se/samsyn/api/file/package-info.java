@NullMarked
package se.samsyn.api.file;

import org.jspecify.annotations.NullMarked;
