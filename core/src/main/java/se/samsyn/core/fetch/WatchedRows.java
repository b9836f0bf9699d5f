package se.samsyn.core.fetch;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import se.samsyn.core.imports.file.Place;
import se.samsyn.core.imports.format.Item;
import se.samsyn.core.imports.format.Rows;

/**
 * Lets rows through, but for the items that someone does not want.
 *
 * @param named what a row is called for people, from what its reader calls it
 */
record WatchedRows(Rows rows, Predicate<Item> wanted, UnaryOperator<String> named) implements Rows {

    WatchedRows(Rows rows, Predicate<Item> wanted) {
        this(rows, wanted, UnaryOperator.identity());
    }

    @Override
    public void item(Place place, String what, Item item) {
        if (wanted.test(item)) {
            rows.item(place, named.apply(what), item);
        }
    }

    @Override
    public void skip(Place place, String what, String reason, Object... arguments) {
        rows.skip(place, named.apply(what), reason, arguments);
    }

    @Override
    public void reject(Place place, String what, String reason, Object... arguments) {
        rows.reject(place, named.apply(what), reason, arguments);
    }

    @Override
    public void offer(Offer offer) {
        rows.offer(offer);
    }

    @Override
    public void note(String key, Object... arguments) {
        rows.note(key, arguments);
    }

    @Override
    public void doubt(String key, Object... arguments) {
        rows.doubt(key, arguments);
    }
}
