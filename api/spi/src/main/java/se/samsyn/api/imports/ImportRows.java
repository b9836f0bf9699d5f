package se.samsyn.api.imports;

import se.samsyn.api.measuring.Figure;

/**
 * Is told what stands in a file. For the thread that reads it alone.
 *
 * @since 0.9.0
 */
public interface ImportRows {

    /**
     * A row that holds a figure. Whether its indicator, unit and period exist core checks itself, and says of the row when
     * they do not.
     *
     * @param row the row's number in the file, from 1
     */
    void figure(int row, Figure figure);

    /**
     * A row that cannot be used.
     *
     * @param row the row's number in the file, from 1
     * @param what the row in short, for the one who looks for it
     * @param reason why, in the language of {@link #text}
     */
    void reject(int row, String what, String reason);

    /** A message of the plugin's, or core's, in the language of the one who imports. */
    String text(String key, Object... arguments);
}
