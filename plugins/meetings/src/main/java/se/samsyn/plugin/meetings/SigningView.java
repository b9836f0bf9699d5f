package se.samsyn.plugin.meetings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the signing of minutes has come, as pages show it.
 *
 * @param standIns who may sign in the stead of one who has left; empty where the caller does not lead
 * @param shown the checksum of what the page shows to be signed, or null when it is not the caller's turn
 * @param mayDo whether it is the caller's turn
 * @param last whether the caller's would be the last signature
 * @param mayTakeBack whether the caller has signed and may still take that back
 * @param maySendBack whether the caller may ask for a change
 * @param sentBack what was asked for last, or null
 * @param digest of what is frozen, or null while nothing is
 */
public record SigningView(
        List<Line> lines,
        List<Views.Option> standIns,
        @Nullable String shown,
        boolean mayDo,
        boolean last,
        boolean mayTakeBack,
        boolean maySendBack,
        @Nullable SentBack sentBack,
        @Nullable String digest) {

    /**
     * Someone who is to sign.
     *
     * @param instead in whose stead, in words; empty when in nobody's
     * @param at when they did, in words, or null
     * @param left whether they have left the series, and the caller may name another
     */
    public record Line(Views.Who who, String instead, @Nullable String at, boolean left) {}

    /** What somebody wants changed. */
    public record SentBack(Views.Who who, String at, String why) {}

    public boolean begun() {
        return digest != null;
    }
}
