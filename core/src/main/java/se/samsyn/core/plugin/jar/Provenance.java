package se.samsyn.core.plugin.jar;

/** Where a plugin comes from. The message {@code plugin.provenance.<NAME>} names it. */
public enum Provenance {
    /** It lies in Samsyn's own jar. */
    BUNDLED,
    /** Someone put it in the folder {@code plugins}. */
    CUSTOMER,
    /** It is being written, and run from a folder of classes. */
    DEVELOPMENT
}
