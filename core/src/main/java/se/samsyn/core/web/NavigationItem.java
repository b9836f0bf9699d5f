package se.samsyn.core.web;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the main navigation.
 *
 * @param section the message key of the heading it stands under, or null for the first part
 * @param label the text to show
 * @param permission the permission that shows it, or null for everyone signed in
 */
public record NavigationItem(
        @Nullable String section, String label, String icon, String href, @Nullable String permission) {}
