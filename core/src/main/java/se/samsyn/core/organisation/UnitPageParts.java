package se.samsyn.core.organisation;

import java.util.List;
import se.samsyn.core.web.PanelSource;

/**
 * What other modules put on a unit's page.
 *
 * @param people who has a role on the unit
 * @param sections core's cards, in the order they stand
 * @param panels plugins' panels, which load by themselves
 */
public record UnitPageParts(UnitPeople people, List<UnitSection> sections, PanelSource panels) {}
