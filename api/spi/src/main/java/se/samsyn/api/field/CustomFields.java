package se.samsyn.api.field;

import java.util.Collection;
import java.util.Map;

/**
 * Reads the values of the plugin's own fields.
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
