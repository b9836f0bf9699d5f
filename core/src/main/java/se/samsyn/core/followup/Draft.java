package se.samsyn.core.followup;

import java.time.Instant;
import java.util.Map;

/**
 * What someone has typed and not yet saved.
 *
 * @param baseVersion the version of the subject that they began from
 * @param content the form's fields
 */
public record Draft(int baseVersion, Map<String, String> content, Instant savedAt) {

    public Draft {
        content = Map.copyOf(content);
    }
}
