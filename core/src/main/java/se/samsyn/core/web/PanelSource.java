package se.samsyn.core.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Panel;
import se.samsyn.core.access.CurrentUser;

/** What plugins show on a core page; implemented where plugins are kept. */
@FunctionalInterface
public interface PanelSource {

    /** The panels that the user may see there, in the order of the plugins' names. */
    List<PanelLink> panels(Place place, CurrentUser user);

    /**
     * A page that panels stand on.
     *
     * @param unitId the unit that the page is about, or of; null when it is of none
     * @param goalId the goal that it is about, if any
     */
    record Place(Panel.Slot slot, @Nullable Long unitId, @Nullable Long goalId) {

        public static Place unit(long unitId) {
            return new Place(Panel.Slot.UNIT_RAIL, unitId, null);
        }

        public static Place goal(long goalId, long unitId) {
            return new Place(Panel.Slot.GOAL_RAIL, unitId, goalId);
        }

        public static Place myPage() {
            return new Place(Panel.Slot.MY_PAGE_RAIL, null, null);
        }
    }

    /**
     * A panel that the page loads by itself.
     *
     * @param title the heading, in the user's language
     * @param href where its content is; without script a link leads there
     */
    record PanelLink(String title, String href) {}
}
