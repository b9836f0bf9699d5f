package se.samsyn.core.planning;

import se.samsyn.core.organisation.UnitKind;

/** A plan in a list, with what the list says of it. */
public record PlanRow(Plan plan, String unitName, UnitKind unitKind, int goals) {}
