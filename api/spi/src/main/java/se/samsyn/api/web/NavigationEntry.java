package se.samsyn.api.web;

/**
 * An entry in the main navigation.
 *
 * <pre>{@code
 * .navigation(new NavigationEntry("nav", "chart-line", "/", READ))
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(samsyn.signIn("lasare").get("/units").body()).contains("href=\"" + PAGE + "\"");
 * }</pre>
 *
 * @param labelKey the message that names it
 * @param icon the name of an icon in core's set, such as {@code refresh-cw}; another refuses the plugin with a message that
 *     names those there are
 * @param path the route it leads to, relative to the plugin's own address
 * @param permission the permission that shows it
 * @since 0.9.0
 */
public record NavigationEntry(String labelKey, String icon, String path, String permission) {}
