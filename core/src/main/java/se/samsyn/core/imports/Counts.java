package se.samsyn.core.imports;

import java.util.Map;

/** How many rows have each state. */
public record Counts(long created, long changed, long unchanged, long skipped, long rejected) {

    static Counts of(Map<RowState, Long> counted) {
        return new Counts(
                counted.getOrDefault(RowState.CREATED, 0L),
                counted.getOrDefault(RowState.CHANGED, 0L),
                counted.getOrDefault(RowState.UNCHANGED, 0L),
                counted.getOrDefault(RowState.SKIPPED, 0L),
                counted.getOrDefault(RowState.REJECTED, 0L));
    }

    public long of(RowState state) {
        return switch (state) {
            case CREATED -> created;
            case CHANGED -> changed;
            case UNCHANGED -> unchanged;
            case SKIPPED -> skipped;
            case REJECTED -> rejected;
        };
    }

    public long total() {
        return created + changed + unchanged + skipped + rejected;
    }

    /** The last line that the command prints; scripts read it. */
    public String line() {
        return "created %d, changed %d, unchanged %d, skipped %d, rejected %d"
                .formatted(created, changed, unchanged, skipped, rejected);
    }
}
