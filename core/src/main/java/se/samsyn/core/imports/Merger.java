package se.samsyn.core.imports;

import java.util.List;
import se.samsyn.core.imports.format.Item;

/** How the items of one kind are compared with what there is, and saved. Made for one import. */
interface Merger<T extends Item> {

    /** What would become of each; nothing is written. */
    List<Verdict> plan(List<T> items);

    /** Saves what the plan said should be, within the caller's unit of work; corrects it where a row cannot be. */
    void save(Staging staging);
}
