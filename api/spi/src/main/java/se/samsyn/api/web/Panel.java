package se.samsyn.api.web;

import java.util.Objects;

/**
 * A part of a core page that a plugin fills. It is loaded by itself; when it fails the page shows a small notice in its
 * place.
 *
 * <pre>{@code
 * .panel(new Panel(Panel.Slot.GOAL_RAIL, "panel.title", READ, request -> parts.panel().show(request)))
 * }</pre>
 *
 * <p>A test of it, with the address that the goal's page fetches it from:
 *
 * <pre>{@code
 * assertThat(principal.get(panel, "HX-Request", "true").body())
 *         .contains("Målets tak är 6,5 %", "Senast 2026-09: 7,2", "Över taket");
 * }</pre>
 *
 * @param slot where it stands
 * @param titleKey the message that heads it
 * @param permission the permission that shows it, on the unit of the page
 * @param handler answers with a {@link Response.Page} whose template is the panel's content alone; the slot says which path
 *     parameters there are
 * @since 0.9.0
 */
public record Panel(Slot slot, String titleKey, String permission, Handler handler) {

    /** The places that panels can stand in. */
    public enum Slot {
        /** The right rail of a unit's page; the path parameter {@code unit} holds the unit's id. */
        UNIT_RAIL,
        /**
         * The right rail of a goal's page; the path parameter {@code goal} holds the goal's id, {@code unit} its unit's.
         *
         * @since 0.9.0
         */
        GOAL_RAIL,
        /**
         * The right rail of 'Min sida'; there is no path parameter, and the permission on any unit shows it.
         *
         * @since 0.9.0
         */
        MY_PAGE_RAIL
    }

    public Panel {
        Objects.requireNonNull(slot);
        Objects.requireNonNull(titleKey);
        Objects.requireNonNull(permission);
        Objects.requireNonNull(handler);
    }
}
