package se.samsyn.core.measuring;

import org.jspecify.annotations.Nullable;

/**
 * Which indicators a list shows.
 *
 * @param text words of the name or code; null for any
 * @param source null for any
 * @param area the area of the catalogue that it stands in; null for any
 * @param used whether only those with a figure for a unit of our own
 * @param retired whether retired ones are shown too
 */
public record IndicatorFilter(
        @Nullable String text, @Nullable String source, @Nullable String area, boolean used, boolean retired) {

    /** Everything, retired ones too. */
    public static final IndicatorFilter ALL = new IndicatorFilter(null, null, null, false, true);
}
