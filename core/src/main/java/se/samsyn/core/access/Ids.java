package se.samsyn.core.access;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids are opaque texts outside and numbers inside. */
public final class Ids {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private Ids() {}

    /** The number, or nothing for a text that cannot be an id of ours. */
    public static OptionalLong parse(@Nullable String text) {
        return text != null && ID.matcher(text).matches()
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
