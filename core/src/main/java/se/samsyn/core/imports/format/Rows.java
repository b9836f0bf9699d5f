package se.samsyn.core.imports.format;

import org.jspecify.annotations.Nullable;
import se.samsyn.core.imports.file.Place;
import se.samsyn.core.organisation.Unit;

/** Takes what a reader finds, one by one, and remembers why something was left out. */
public interface Rows {

    /**
     * @param what what the person will know it by
     */
    void item(Place place, String what, Item item);

    /** Something that is not for us. */
    void skip(Place place, String what, String reason, Object... arguments);

    /** Something that is wrong. */
    void reject(Place place, String what, String reason, Object... arguments);

    /** A unit that the file speaks of and we lack, which the person may choose to create. */
    void offer(Offer offer);

    /** Something to say of the whole. */
    void note(String key, Object... arguments);

    /** Something that the person must confirm before anything is saved. */
    void doubt(String key, Object... arguments);

    /**
     * A unit that could be created.
     *
     * @param name null when the file does not say
     * @param ours whether the file says that it is in our municipality
     */
    record Offer(String code, @Nullable String name, Unit.Standing standing, boolean ours) {}
}
