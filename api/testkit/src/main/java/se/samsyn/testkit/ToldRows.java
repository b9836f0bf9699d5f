package se.samsyn.testkit;

import java.util.ArrayList;
import java.util.List;
import se.samsyn.api.imports.ImportRows;
import se.samsyn.api.measuring.Figure;

/**
 * Keeps what a reader tells of a file, for a test of the reading alone:
 *
 * <pre>{@code
 * ToldRows told = new ToldRows();
 * new SickLeaveFile().read(file, told);
 * assertThat(told.rejected()).extracting(ToldRows.Rejected::row).containsExactly(3);
 * }</pre>
 *
 * A message is its key. It grows with {@link ImportRows}, so a test that uses it goes on compiling. For one thread.
 *
 * @since 0.9.0
 */
public final class ToldRows implements ImportRows {

    private final List<Told> figures = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();

    /** A row that holds a figure. */
    public record Told(int row, Figure figure) {}

    /** A row that cannot be used. */
    public record Rejected(int row, String what, String reason) {}

    @Override
    public void figure(int row, Figure figure) {
        figures.add(new Told(row, figure));
    }

    @Override
    public void reject(int row, String what, String reason) {
        rejected.add(new Rejected(row, what, reason));
    }

    @Override
    public String text(String key, Object... arguments) {
        return key;
    }

    /** The figures, in the order in which they were told. */
    public List<Told> figures() {
        return List.copyOf(figures);
    }

    /** What cannot be used, likewise. */
    public List<Rejected> rejected() {
        return List.copyOf(rejected);
    }
}
