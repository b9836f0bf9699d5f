package se.samsyn.api;

/**
 * The one entry class of a plugin, named in its jar's manifest as {@code Plugin-Class}.
 *
 * <p>The class needs a public constructor without arguments. Samsyn makes one instance each time the plugin is enabled.
 *
 * @since 0.9.0
 */
public interface SamsynPlugin {

    /**
     * Says what the plugin adds. Must have no side effects: it may run before anything is decided, and the result is
     * validated as a whole before any of it is published.
     *
     * @param contributions collects what the plugin adds; not to be kept after the call
     */
    void define(Contributions contributions);

    /**
     * Called once, after the plugin's migrations and before anything of it is published. Runs on a thread of its own,
     * which is interrupted after thirty seconds; that, or an exception, undoes the enabling.
     *
     * @param context the plugin's way to its database and settings, valid until {@link #stop()} returns
     */
    default void start(PluginContext context) {}

    /**
     * Called once, after the plugin was unpublished and its requests in flight have finished; also when {@link #start}
     * failed, so that what it began can be ended. Threads that the plugin made must be ended here.
     */
    default void stop() {}
}
