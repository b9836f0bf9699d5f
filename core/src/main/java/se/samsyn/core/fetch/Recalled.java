package se.samsyn.core.fetch;

import java.util.function.UnaryOperator;
import se.samsyn.core.imports.file.Place;
import se.samsyn.core.imports.format.Item.FigureItem;
import se.samsyn.core.imports.format.Known;
import se.samsyn.core.imports.format.Rows;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.measuring.PublishedFigures.Key;

/** Marks what is here and its source no longer has: it becomes missing, and what it was stays in its history. */
final class Recalled {

    /** So few that a source may well recall them at once. */
    private static final long FEW = 20;

    /** Of what there is, this part may be recalled before someone has to say so: the source may just be ill. */
    private static final int MOST = 4;

    private final Source source;
    private final Known known;
    private final Rows rows;
    private final UnaryOperator<String> named;
    private long there;
    private long gone;

    /**
     * @param named what a row is called for people, from its code, unit and period
     */
    Recalled(Source source, Known known, Rows rows, UnaryOperator<String> named) {
        this.source = source;
        this.known = known;
        this.rows = rows;
        this.named = named;
    }

    /** A figure that is here; it is recalled unless it was answered. */
    void there(Key key, boolean answered) {
        there++;
        if (!answered) {
            gone++;
            String unit = source.scheme() + ":" + key.unit();
            String what = key.code() + " · " + known.unitName(unit).orElse(key.unit()) + " · " + key.period()
                    + (key.gender() == Gender.T ? "" : " · " + key.gender());
            rows.item(new Place(source.title(), 0), named.apply(what), new FigureItem(
                    source.code() + ":" + key.code(), unit, key.period(), key.gender(), Kind.OUTCOME, null, State.MISSING,
                    source.title(), true));
        }
    }

    /** Asks for someone's word when much is gone. */
    void done() {
        if (gone > FEW && gone * MOST > there) {
            rows.doubt("fetch.doubt.withdrawn", gone, there);
        }
    }
}
