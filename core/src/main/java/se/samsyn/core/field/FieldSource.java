package se.samsyn.core.field;

import java.util.List;
import se.samsyn.api.field.CustomField;

/** The fields that there are now; implemented where plugins are kept. */
@FunctionalInterface
public interface FieldSource {

    /** The fields of a kind of thing, in the order of the plugins' ids, each plugin's in its own. */
    List<FieldDefinition> fields(CustomField.Target target);
}
