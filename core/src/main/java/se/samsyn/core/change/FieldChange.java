package se.samsyn.core.change;

import org.jspecify.annotations.Nullable;

/** One field that a change gave another value; null where there was or is none. */
public record FieldChange(String field, @Nullable String before, @Nullable String after) {}
