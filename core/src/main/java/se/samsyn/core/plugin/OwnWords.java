package se.samsyn.core.plugin;

import se.samsyn.core.access.Grant;

/** The municipality's own words in the place of a plugin's texts. */
public interface OwnWords {

    /** How many texts of the plugin's they stand in the place of. */
    long count(String plugin);

    /** Takes them away, earlier ones in their history too, within the caller's unit of work. */
    void erase(String plugin, Grant grant);
}
