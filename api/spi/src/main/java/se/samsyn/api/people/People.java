package se.samsyn.api.people;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.samsyn.api.access.Role;

/**
 * Reads who there is. Every signed-in caller sees everyone's name.
 *
 * <pre>{@code
 * People people = request.services().people();
 * kind.leading().forEach(role -> put(usual, request, role, people.nearestWithRole(role, unit), chosen));
 * kind.roles().forEach(role -> put(usual, request, role, people.withRole(role, unit), chosen));
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(shown)
 *         .as("those who lead from above, and not the one who begins it")
 *         .containsSubsequence("Chef Testsson", "Förvaltningschef", "Utvecklare Testsson", "Kvalitetsutvecklare")
 * }</pre>
 *
 * @since 0.9.0
 */
public interface People {

    /**
     * The names of these users, by id, in one query. A person who has been erased has the name that says so; unknown ids
     * are left out.
     */
    Map<String, String> names(Collection<String> ids);

    /**
     * Those of these ids whose users are active: neither blocked nor erased; in one query.
     *
     * @since 0.9.0
     */
    Set<String> active(Collection<String> ids);

    /**
     * Active users whose name has the text, by name in Swedish order; for choosing someone.
     *
     * @param text what was typed; an empty text finds everyone
     * @param limit at most how many, 1 to 2,000
     * @throws IllegalArgumentException for another limit
     * @since 0.9.0
     */
    List<Person> search(String text, int limit);

    /**
     * Active users who have the role today, their own, on the unit or one below it, by name in Swedish order.
     *
     * @since 0.9.0
     */
    List<Person> withRole(Role role, String unitId);

    /**
     * Active users who have the role today, their own, on the unit or, where nobody has it there, on the nearest unit above
     * where somebody has, by name in Swedish order; empty when nobody has it all the way up. Finds, say, the head that a
     * school answers to. Whoever has it below the unit is not among them.
     *
     * @since 0.9.0
     */
    List<Person> nearestWithRole(Role role, String unitId);
}
