package se.samsyn.core.imports.format;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What readers need to know of what is there. */
public interface Known {

    /** The language of whoever imports. */
    Locale locale();

    /** The name of the unit with the identifier {@code scheme:value}; empty when there is none. */
    Optional<String> unitName(String ref);

    /** The code of our own municipality, as the person said or its identifiers say. */
    Optional<String> municipality();

    /** What the municipality of the name is known by, ours or one to compare with; empty when none or several have it. */
    Optional<String> municipalityNamed(String name);

    /** Whether our own municipality goes by the name. */
    boolean isOurName(String name);

    /** Whether the municipality of the code and the name is another than ours, by the code of ours when it has one. */
    boolean isOther(String code, String name);

    /** What the source's catalogue or our indicators from it have and is not retired: titles by code. */
    Map<String, String> listed(String source);

    /** Whether figures of the unit are wanted: of everyone's, or of a group's members and our own. */
    boolean wanted(String ref);
}
