package se.samsyn.plugin.schoolquality;

import java.util.List;
import java.util.Optional;

/**
 * What a unit assesses itself on: areas, their statements, and what each of four levels means for a statement.
 *
 * @param example whether it came with the plugin, as an example
 * @param retired whether no more rounds are to be begun on it
 */
record Framework(long id, Content content, boolean example, boolean retired, int version) {

    /** How many levels each statement has. */
    static final int LEVELS = 4;

    /**
     * The content of a framework's file.
     *
     * @param code names the framework through its editions
     * @param kinds the kinds of unit that it is for; empty for all
     * @param levels the names of the four levels, the lowest first
     */
    public record Content(
            String code,
            String title,
            String description,
            List<String> kinds,
            List<String> levels,
            List<Area> areas) {}

    /** A part of the framework. */
    public record Area(String id, String title, String description, List<Statement> statements) {}

    /**
     * Something to take a stand on.
     *
     * @param levels what each level means here, the lowest first
     */
    public record Statement(String id, String text, List<String> levels) {}

    boolean fits(String kind) {
        return content.kinds().isEmpty() || content.kinds().contains(kind);
    }

    List<Statement> statements() {
        return content.areas().stream().flatMap(area -> area.statements().stream()).toList();
    }

    Optional<Statement> statement(String id) {
        return statements().stream().filter(s -> s.id().equals(id)).findFirst();
    }

    String levelName(int level) {
        return content.levels().get(level - 1);
    }
}
