package se.samsyn.api.search;

import java.util.Objects;
import java.util.Set;

/**
 * Something that can be found.
 *
 * <pre>{@code
 * documents.add(new SearchDocument(
 *         "meeting-" + meetingId,
 *         "search.meeting",
 *         row.name() + " " + row.meeting().day(),
 *         row.meeting().place(),
 *         "/meetings/" + meetingId,
 *         audience));
 * }</pre>
 *
 * @param key unique within the plugin
 * @param kindKey the message that says what kind of thing it is, such as {@code search.meeting}
 * @param title what heads it in the list; searched
 * @param text more that is searched; at most 100,000 characters of it
 * @param path the route of the plugin that shows it
 * @param audiences those who may find it, by keys of the plugin's own: whoever {@link SearchAudience} gives one of them
 * @since 0.9.0
 */
public record SearchDocument(
        String key, String kindKey, String title, String text, String path, Set<String> audiences) {

    public SearchDocument {
        Objects.requireNonNull(key);
        Objects.requireNonNull(kindKey);
        Objects.requireNonNull(title);
        Objects.requireNonNull(text);
        Objects.requireNonNull(path);
        audiences = Set.copyOf(audiences);
    }
}
