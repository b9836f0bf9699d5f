package se.samsyn.core.plugin.service;

import java.util.Optional;
import se.samsyn.core.access.CurrentUser;

/** What plugins let others read. */
@FunctionalInterface
public interface RecordSource {

    /** A plugin's record as JSON, for a user; empty when there is none that they may see. */
    Optional<String> find(CurrentUser user, String plugin, String name, int version, String key);
}
