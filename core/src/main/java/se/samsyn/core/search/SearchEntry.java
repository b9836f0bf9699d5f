package se.samsyn.core.search;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be found.
 *
 * @param name unique within its source
 * @param kind the message that says what kind of thing it is
 * @param text what is searched besides the title
 * @param place where it is, in words; may be empty
 * @param unitId the unit that it belongs to, whose name is shown; null when it has none
 * @param path where it is shown: an address of core's, or a route of the plugin's
 * @param audiences those who may find it
 */
public record SearchEntry(
        String name,
        String kind,
        String title,
        String text,
        String place,
        @Nullable Long unitId,
        String path,
        Set<String> audiences) {

    /** The same with more that is searched. */
    SearchEntry with(String more) {
        String all = more.isEmpty() ? text : (text + "\n" + more).strip();
        return new SearchEntry(name, kind, title, all, place, unitId, path, audiences);
    }
}
