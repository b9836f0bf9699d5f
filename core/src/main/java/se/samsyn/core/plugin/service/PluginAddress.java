package se.samsyn.core.plugin.service;

/** Where a plugin's routes are, outside the plugin. */
public final class PluginAddress {

    private PluginAddress() {}

    /**
     * @param path a route of the plugin's, that begins with a slash
     * @throws IllegalArgumentException when it does not
     */
    public static String of(String plugin, String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("Not a route of the plugin: " + path);
        }
        return "/modules/" + plugin + (path.equals("/") ? "" : path);
    }
}
