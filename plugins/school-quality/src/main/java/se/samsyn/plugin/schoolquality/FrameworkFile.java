package se.samsyn.plugin.schoolquality;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.JsonFormat;

/** Reads a framework's file, and says of each place what is wrong with it. */
final class FrameworkFile {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_TEXT = 1000;
    private static final int MOST_STATEMENTS = 150;

    private final List<Mistake> mistakes = new ArrayList<>();

    private FrameworkFile() {}

    /**
     * Something wrong in the file.
     *
     * @param place where, such as {@code areas[2].statements[1].levels}
     * @param key the message that says what
     * @param argument the message's argument
     */
    record Mistake(String place, String key, String argument) {}

    /** What was read: the content, or what is wrong. */
    record Read(Framework.@Nullable Content content, List<Mistake> mistakes) {}

    private record File(
            @Nullable String code,
            @Nullable String title,
            @Nullable String description,
            @Nullable List<@Nullable String> kinds,
            @Nullable List<@Nullable String> levels,
            @Nullable List<@Nullable FileArea> areas) {}

    private record FileArea(
            @Nullable String id,
            @Nullable String title,
            @Nullable String description,
            @Nullable List<@Nullable FileStatement> statements) {}

    private record FileStatement(
            @Nullable String id, @Nullable String text, @Nullable List<@Nullable String> levels) {}

    static Read read(String json, JsonFormat format) {
        File file;
        try {
            file = format.read(json.startsWith("\uFEFF") ? json.substring(1) : json, File.class);
        } catch (IllegalArgumentException e) {
            return new Read(null, List.of(new Mistake("", "framework.mistake.json", String.valueOf(e.getMessage()))));
        }
        if (file == null) {
            return new Read(null, List.of(new Mistake("", "framework.mistake.empty", "")));
        }
        FrameworkFile reading = new FrameworkFile();
        Framework.Content content = reading.content(file);
        return new Read(reading.mistakes.isEmpty() ? content : null, reading.mistakes);
    }

    private Framework.Content content(File file) {
        String code = id("code", file.code());
        String title = text("title", file.title());
        String description = file.description() == null ? "" : text("description", file.description());
        List<String> kinds = file.kinds() == null ? List.of() : texts("kinds", file.kinds());
        List<String> levels = levels("levels", file.levels());
        List<Framework.Area> areas = new ArrayList<>();
        Set<String> statementIds = new HashSet<>();
        List<@Nullable FileArea> given = Objects.requireNonNullElse(file.areas(), List.of());
        for (int i = 0; i < given.size(); i++) {
            areas.add(area("areas[" + (i + 1) + "]", given.get(i), statementIds));
        }
        if (statementIds.isEmpty()) {
            wrong("areas", "framework.mistake.none", "");
        }
        if (statementIds.size() > MOST_STATEMENTS) {
            wrong("areas", "framework.mistake.many", Integer.toString(MOST_STATEMENTS));
        }
        return new Framework.Content(code, title, description, kinds, levels, areas);
    }

    private Framework.Area area(String place, @Nullable FileArea area, Set<String> statementIds) {
        if (area == null) {
            wrong(place, "framework.mistake.empty", "");
            return new Framework.Area("", "", "", List.of());
        }
        List<Framework.Statement> statements = new ArrayList<>();
        List<@Nullable FileStatement> given = Objects.requireNonNullElse(area.statements(), List.of());
        for (int i = 0; i < given.size(); i++) {
            statements.add(statement(place + ".statements[" + (i + 1) + "]", given.get(i), statementIds));
        }
        if (given.isEmpty()) {
            wrong(place + ".statements", "framework.mistake.none", "");
        }
        return new Framework.Area(
                id(place + ".id", area.id()),
                text(place + ".title", area.title()),
                area.description() == null ? "" : text(place + ".description", area.description()),
                statements);
    }

    private Framework.Statement statement(String place, @Nullable FileStatement statement, Set<String> statementIds) {
        if (statement == null) {
            wrong(place, "framework.mistake.empty", "");
            return new Framework.Statement("", "", List.of());
        }
        String id = id(place + ".id", statement.id());
        if (!id.isEmpty() && !statementIds.add(id)) {
            wrong(place + ".id", "framework.mistake.twice", id);
        }
        return new Framework.Statement(
                id, text(place + ".text", statement.text()), levels(place + ".levels", statement.levels()));
    }

    private List<String> levels(String place, @Nullable List<@Nullable String> levels) {
        if (levels == null || levels.size() != Framework.LEVELS) {
            wrong(place, "framework.mistake.levels", Integer.toString(levels == null ? 0 : levels.size()));
            return List.of();
        }
        return texts(place, levels);
    }

    private List<String> texts(String place, List<@Nullable String> values) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            texts.add(text(place + "[" + (i + 1) + "]", values.get(i)));
        }
        return texts;
    }

    private String id(String place, @Nullable String value) {
        String id = value == null ? "" : value;
        if (id.length() > 60 || !ID.matcher(id).matches()) {
            wrong(place, "framework.mistake.id", id);
        }
        return id;
    }

    private String text(String place, @Nullable String value) {
        String text = value == null ? "" : value.strip();
        if (text.isEmpty()) {
            wrong(place, "framework.mistake.empty", "");
        } else if (text.length() > LONGEST_TEXT) {
            wrong(place, "framework.mistake.long", Integer.toString(LONGEST_TEXT));
        }
        return text;
    }

    private void wrong(String place, String key, String argument) {
        mistakes.add(new Mistake(place, key, argument));
    }
}
