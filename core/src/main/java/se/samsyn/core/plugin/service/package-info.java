/** Core's data as plugins reach it: each service with one caller's permissions, for one plugin. */
@NullMarked
package se.samsyn.core.plugin.service;

import org.jspecify.annotations.NullMarked;
