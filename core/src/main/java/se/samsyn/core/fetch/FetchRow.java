package se.samsyn.core.fetch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.imports.StagedRow;
import se.samsyn.core.imports.RowState;
import se.samsyn.core.imports.Verdict.Difference;

/**
 * Something that a run changed of what was here, or could not use.
 *
 * @param reason a message; null when the changes say it all
 */
record FetchRow(
        int number, State state, String what, @Nullable String reason, List<String> arguments, List<Difference> changes) {

    /** The message {@code fetch.row.<NAME>} names it. */
    enum State {
        WITHDRAWN,
        CHANGED,
        REJECTED,
        /** It could have been used, if someone did something about it. */
        SKIPPED
    }

    static FetchRow of(int number, StagedRow row) {
        State state = row.withdrawn() ? State.WITHDRAWN : state(row.state());
        return new FetchRow(number, state, row.what(), row.reason(), row.arguments(), row.changes());
    }

    private static State state(@Nullable RowState of) {
        return of == RowState.REJECTED ? State.REJECTED : of == RowState.SKIPPED ? State.SKIPPED : State.CHANGED;
    }
}
