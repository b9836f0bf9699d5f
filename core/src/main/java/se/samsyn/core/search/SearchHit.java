package se.samsyn.core.search;

import org.jspecify.annotations.Nullable;

/**
 * Something that was found.
 *
 * @param excerpt some words around what was found in its text, with {@link #BEGIN} and {@link #END} around each; may be
 *     empty
 */
public record SearchHit(
        String source,
        String kind,
        String title,
        String place,
        @Nullable Long unitId,
        String path,
        String excerpt) {

    public static final char BEGIN = '\u0002';
    public static final char END = '\u0003';
}
