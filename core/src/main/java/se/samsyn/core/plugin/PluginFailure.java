package se.samsyn.core.plugin;

/** Something went wrong inside a plugin. The cause is the plugin's own. */
final class PluginFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    PluginFailure(String pluginId, String what, Throwable cause) {
        super("The plugin " + pluginId + " failed in " + what, cause);
    }
}
