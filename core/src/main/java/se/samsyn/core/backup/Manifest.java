package se.samsyn.core.backup;

import java.util.List;

/**
 * What a backup holds; its first entry.
 *
 * @param format the shape of the file
 * @param version the version of Samsyn that wrote it
 * @param schema the database's version
 * @param at when it was made
 */
record Manifest(int format, String version, String schema, String at, List<Entry> files) {

    static final String NAME = "manifest.json";
    static final int FORMAT = 1;

    /** A file, by its path in the data folder. */
    record Entry(String path, long size, String sha256) {}
}
