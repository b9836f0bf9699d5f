package se.samsyn.core.imports;

import java.util.Locale;

/** What becomes of a row. The message {@code imports.state.<name>} names it. */
public enum RowState {
    CREATED,
    CHANGED,
    UNCHANGED,
    SKIPPED,
    REJECTED;

    /** As in addresses, messages and JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
