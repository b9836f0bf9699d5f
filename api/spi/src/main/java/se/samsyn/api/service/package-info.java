@NullMarked
package se.samsyn.api.service;

import org.jspecify.annotations.NullMarked;
