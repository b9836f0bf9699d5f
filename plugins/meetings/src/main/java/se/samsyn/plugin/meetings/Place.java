package se.samsyn.plugin.meetings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a meeting is, as pages show it.
 *
 * @param text what is said of it besides the address; may be empty
 * @param link the address of a video meeting, or null
 */
public record Place(String text, @Nullable String link) {

    /** Addresses of video meetings are long. */
    static final int LONGEST = 2_000;

    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"<>]+");

    static Place of(String place) {
        Matcher link = LINK.matcher(place);
        return link.find()
                ? new Place((place.substring(0, link.start()) + place.substring(link.end())).strip(), link.group())
                : new Place(place, null);
    }

    public boolean empty() {
        return text.isEmpty() && link == null;
    }
}
