package se.samsyn.api.organisation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the organisation. Every signed-in caller sees every own unit that is valid today.
 *
 * @since 0.9.0
 */
public interface Units {

    /** The unit with this id; empty when there is none. */
    Optional<Unit> find(String id);

    /** The units with these ids, by id, in one query; unknown ids are left out. */
    Map<String, Unit> find(Collection<String> ids);

    /** All own units, each after the one above it, sisters by name in Swedish order. */
    List<Unit> all();
}
