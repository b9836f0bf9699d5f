package se.samsyn.core.fetch;

import java.util.List;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.format.FormatReader;

/**
 * What was answered, to be taken in.
 *
 * @param files the answers
 * @param reader knows what was asked
 */
record Fetched(List<InputFile> files, FormatReader reader) {}
