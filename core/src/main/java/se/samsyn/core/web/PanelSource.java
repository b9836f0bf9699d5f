package se.samsyn.core.web;

import java.util.List;
import se.samsyn.api.web.Panel;
import se.samsyn.core.access.CurrentUser;

/** What plugins show on a core page; implemented where plugins are kept. */
@FunctionalInterface
public interface PanelSource {

    /** The panels in a slot that the user may see on the unit, in the order of the plugins' names. */
    List<PanelLink> panels(Panel.Slot slot, CurrentUser user, long unitId);

    /**
     * A panel that the page loads by itself.
     *
     * @param title the heading, in the user's language
     * @param href where its content is; without script a link leads there
     */
    record PanelLink(String title, String href) {}
}
