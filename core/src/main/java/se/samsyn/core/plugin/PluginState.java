package se.samsyn.core.plugin;

/** What a plugin is doing now, whatever is wanted of it. The message {@code plugin.state.<NAME>} names it. */
public enum PluginState {
    /** Its manifest has been read. */
    DISCOVERED,
    /** It fits this version of Samsyn and may be enabled. */
    RESOLVED,
    STARTING,
    ACTIVE,
    STOPPING,
    OFF,
    /** It could not be used; the problem says at which stage, and why. */
    FAILED,
    /** It asks for another version of the api. */
    INCOMPATIBLE
}
