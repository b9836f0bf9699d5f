package se.samsyn.core.imports.file;

/** Where in what was given something stands; the line is 0 when it has none. */
public record Place(String file, int line) {}
