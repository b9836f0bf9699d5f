package se.samsyn.api.shared;

import java.util.Optional;

/**
 * Reads what other plugins share.
 *
 * <pre>{@code
 *         .records()
 *         .find("school-quality", "self-assessment", 1, series.unitId())
 *         .map(text -> json.read(text, SelfAssessment.class))
 *         .orElse(null);
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * admin.post("/settings/modules/school-quality/disable", Map.of());
 * assertThat(read(otherPrincipal)).as("while it is off").isEmpty();
 * }</pre>
 *
 * @since 0.9.0
 */
public interface SharedRecords {

    /**
     * A plugin's record, with the permissions of the caller.
     *
     * @param plugin the plugin's id
     * @param name the record's name
     * @param version the version that is understood
     * @param key what it is about
     * @return its JSON; empty when the plugin is not there or off, shares no such record, has none for the key,
     *     failed, took longer than two seconds, or has too much to do to answer now
     */
    Optional<String> find(String plugin, String name, int version, String key);
}
