package se.samsyn.core.imports.format;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the person says beside the files.
 *
 * @param municipality the code of our municipality, such as {@code 1081}; null to take it from what is there
 * @param period the school year of a register that does not say; null to take it from the file's name
 * @param create school unit codes to create units for, with names where the person gave them (else empty)
 * @param createOurs whether to create every unit that the files say is in our municipality
 * @param group the Kolada id of a group, when only its members' figures and our own are wanted; null for everyone's
 * @param confirmed whether the person goes on though something is doubtful
 */
public record ImportOptions(
        @Nullable String municipality,
        @Nullable String period,
        Map<String, String> create,
        boolean createOurs,
        @Nullable String group,
        boolean confirmed) {

    public static final ImportOptions NONE = new ImportOptions(null, null, Map.of(), false, null, false);

    public ImportOptions {
        create = Map.copyOf(create);
    }

    public static ImportOptions of(String municipality) {
        return new ImportOptions(municipality, null, Map.of(), false, null, false);
    }

    /** The same, and these units are to be made, by code with names where there are any. */
    public ImportOptions creating(Map<String, String> units) {
        return new ImportOptions(municipality, period, units, createOurs, group, confirmed);
    }
}
