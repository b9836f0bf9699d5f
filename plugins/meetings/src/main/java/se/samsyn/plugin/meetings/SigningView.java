package se.samsyn.plugin.meetings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the signing of minutes has come, as pages show it.
 *
 * @param mayDo whether it is the caller's turn
 * @param last whether the caller's would be the last signature
 * @param mayTakeBack whether the caller has signed and may still take that back
 * @param maySendBack whether the caller may ask for a change
 * @param sentBack what was asked for last, or null
 * @param digest of what is frozen, or null while nothing is
 */
public record SigningView(
        List<Line> lines,
        boolean mayDo,
        boolean last,
        boolean mayTakeBack,
        boolean maySendBack,
        @Nullable SentBack sentBack,
        @Nullable String digest) {

    /**
     * Someone who is to sign.
     *
     * @param at when they did, in words, or null
     */
    public record Line(Views.Who who, String roleText, @Nullable String at) {}

    /** What somebody wants changed. */
    public record SentBack(Views.Who who, String at, String why) {}

    public boolean begun() {
        return digest != null;
    }
}
