package se.samsyn.api.organisation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the organisation. Every signed-in caller sees every own unit that is valid today.
 *
 * <pre>{@code
 * Set<String> ids = request.caller().unitsWith(Views.MANAGE);
 * List<Unit> units =
 *         request.services().units().all().stream().filter(u -> ids.contains(u.id())).toList();
 * }</pre>
 *
 * <p>A test of it, where a principal is offered what fits their own unit:
 *
 * <pre>{@code
 * assertThat(principal.get(BASE + "/rounds/new").body())
 *         .contains("Exempel: självskattning i skolan")
 *         .doesNotContain("Exempel: självskattning i förskolan");
 * }</pre>
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
