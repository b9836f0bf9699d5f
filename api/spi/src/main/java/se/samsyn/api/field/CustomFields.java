package se.samsyn.api.field;

import java.util.Collection;
import java.util.Map;

/**
 * Reads the values of the plugin's own fields.
 *
 * <pre>{@code
 * String ceiling = request.services()
 *         .customFields()
 *         .values(CustomField.Target.GOAL, List.of(goal))
 *         .getOrDefault(goal, Map.of())
 *         .get(SickLeavePlugin.CEILING_FIELD);
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(principal.get(PAGE + "/units/" + unit).body())
 *         .contains("Medarbetarna mår bra", "6,5", "Över taket", "2026-08", "4,8");
 * }</pre>
 *
 * @since 0.9.0
 */
public interface CustomFields {

    /**
     * The values that are set, by the id of what they stand on and the field's name, in one query. What the caller may not
     * read is left out.
     */
    Map<String, Map<String, String>> values(CustomField.Target target, Collection<String> ids);
}
