package se.samsyn.plugin.meetings;

import org.jspecify.annotations.Nullable;

/**
 * What is on the agenda of each new meeting of a series.
 *
 * @param position from 1
 * @param ground what Samsyn fills in of the unit when a meeting is called, or null
 */
public record TemplateItem(long id, int position, String title, int minutes, @Nullable Ground ground, int version) {

    /** What a quality dialogue talks of. */
    public enum Ground {
        STRENGTHS,
        CHALLENGES;

        /** Null when it names none. */
        static @Nullable Ground of(@Nullable String name) {
            for (Ground ground : values()) {
                if (ground.name().equals(name)) {
                    return ground;
                }
            }
            return null;
        }
    }
}
