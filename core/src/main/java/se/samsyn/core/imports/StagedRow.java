package se.samsyn.core.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.imports.Verdict.Difference;

/**
 * A row as it waits in the stage.
 *
 * @param line 0 when the file has no lines
 * @param what what the person knows it by
 * @param state null until it has been compared with what there is
 */
public record StagedRow(
        long number,
        String file,
        int line,
        String what,
        @Nullable RowState state,
        @Nullable String reason,
        List<String> arguments,
        List<Difference> changes) {

    /** Whether its source no longer has what it is about: a figure, or an indicator. */
    public boolean withdrawn() {
        return FigureMerger.RECALLED.equals(reason)
                || changes.stream().anyMatch(change -> change.field().equals("retired") && !change.after().isEmpty());
    }
}
