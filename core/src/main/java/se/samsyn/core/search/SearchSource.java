package se.samsyn.core.search;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import se.samsyn.core.access.CurrentUser;

/** What others than core let be found. */
public interface SearchSource {

    /** The audiences that a user is of, each with its source and a slash before it. */
    Set<String> audiences(CurrentUser user);

    /** The same of one source alone; none when it is not there now. */
    Set<String> audiences(CurrentUser user, String source);

    /**
     * How something of a source is shown; empty when the source is not there now.
     *
     * @param kind the message that says what kind of thing it is
     * @param path as the source gave it
     */
    Optional<Shown> shown(String source, String kind, String path, Locale locale);

    /**
     * A kind in words, and where the thing is.
     *
     * @param from the name of what lets it be found
     */
    record Shown(String kind, String address, String from) {}
}
