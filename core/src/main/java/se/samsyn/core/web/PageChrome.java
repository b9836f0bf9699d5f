package se.samsyn.core.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the layout shows around a page; templates see it as {@code page}.
 *
 * @param theme the address of the style sheet with the municipality's colour
 * @param user null when nobody is signed in
 * @param notice something to say once, such as that the form was saved
 */
public record PageChrome(
        String lang,
        String municipality,
        String theme,
        boolean demo,
        @Nullable UserMark user,
        List<Section> navigation,
        String csrf,
        @Nullable Notice notice,
        String path) {

    /** A signed-in person, as the corner of the page shows them. */
    public record UserMark(String id, String name, String initials) {}

    /** A part of the navigation. */
    public record Section(@Nullable String heading, List<Item> items) {}

    /** An entry of the navigation. */
    public record Item(String label, String href, String icon, boolean current, int count) {}

    /** A message shown once. */
    public record Notice(String kind, String text) {}
}
