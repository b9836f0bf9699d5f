package se.samsyn.api.shared;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;

/**
 * Something that a plugin lets others read: a name, a version and JSON, given for one key at a time. What it holds in each
 * version is told in the plugin's own guide, and does not change within the version.
 *
 * <pre>{@code
 * .shares(new SharedRecord(
 *         SharedAssessment.NAME,
 *         SharedAssessment.VERSION,
 *         (key, caller, services) -> parts.shared().provide(key, caller, services)))
 * }</pre>
 *
 * <p>A test of it, by another plugin that reads it:
 *
 * <pre>{@code
 * assertThat(read(samsyn.signIn("annan"))).as("who may not read the school's").isEmpty();
 * }</pre>
 *
 * @param name unique within the plugin; lower-case letters, digits and hyphens
 * @param version of the JSON's form
 * @param provider gives it
 * @since 0.9.0
 */
public record SharedRecord(String name, int version, Provider provider) {

    public SharedRecord {
        Objects.requireNonNull(name);
        Objects.requireNonNull(provider);
    }

    /** Gives a record. */
    @FunctionalInterface
    public interface Provider {

        /**
         * Called on the thread of the one who asks.
         *
         * @param key what is asked about, such as a unit's id
         * @param caller who asks; the provider gives nothing that they may not see
         * @param services Samsyn's data as the caller may see it
         * @return a record or map to be written as JSON, or null when there is none for the key or the caller
         */
        @Nullable Object provide(String key, Caller caller, Services services);
    }
}
