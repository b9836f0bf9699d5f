package se.samsyn.core.web;

import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CurrentUser;

/**
 * An entry of the main navigation.
 *
 * @param section the message key of the heading it stands under, or null for the first part
 * @param label the text to show
 * @param permission the permission that shows it, or null for everyone signed in
 * @param onAll whether the permission must be had on the whole municipality, not on some unit
 */
public record NavigationItem(
        @Nullable String section, String label, String icon, String href, @Nullable String permission, boolean onAll) {

    public NavigationItem(
            @Nullable String section, String label, String icon, String href, @Nullable String permission) {
        this(section, label, icon, href, permission, false);
    }

    /** The same for those alone who have the permission on the whole municipality, since the page is about it. */
    public NavigationItem forThoseOverAll() {
        return new NavigationItem(section, label, icon, href, permission, true);
    }

    /** The same with the label in words. */
    NavigationItem labelled(String text) {
        return new NavigationItem(section, text, icon, href, permission, onAll);
    }

    boolean shownTo(CurrentUser user) {
        return permission == null || user.may(permission) && (!onAll || user.mayOnAll(permission));
    }
}
