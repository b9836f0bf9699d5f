package se.samsyn.core.organisation;

import java.util.Optional;
import se.samsyn.api.web.Request;

/** A part of a unit's page that another module fills, such as its plans or its figures. */
@FunctionalInterface
public interface UnitSection {

    /** What stands on the unit's page for the caller; empty when there is nothing to show. */
    Optional<Content> on(Unit unit, Request request);

    /**
     * A card of the page.
     *
     * @param template draws the whole card; it imports the macros it uses
     * @param model what the template sees, as {@code section}, besides {@code page}
     */
    record Content(String template, Object model) {}
}
