package se.samsyn.core.measuring;

import java.util.Collection;
import java.util.Set;

/** Knows which targets stand fast, since they have been adopted; told by whoever keeps the plans. */
@FunctionalInterface
public interface FrozenTargets {

    /** Those of the figures that may not be saved. */
    Set<Figure> among(Collection<Figure> figures);
}
