package se.samsyn.core.plugin;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.DefinedAttributeTemplateEngine;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each statement of a plugin that is being written or tested before it is run, and refuses one that touches a table
 * which is not the plugin's own, or that one kind of database alone understands. It is logged with its file and line, so
 * that a test fails of it also where the plugin goes on. Installed plugins are not read so: it is a rule to be reminded of,
 * not a wall.
 */
final class StatementRules implements TemplateEngine {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_\"][\\p{L}\\p{N}_$\"]*");
    private static final Set<String> LEADS_TO_TABLE = Set.of("from", "join", "into", "update", "table");
    /** A name after a colon is a parameter, and after a full stop a column. */
    private static final Set<String> NO_TABLE_AFTER = Set.of("distinct", "do", "for", ":", ".");
    private static final Set<String> SKIPPED = Set.of("only", "if", "not", "exists", "lateral");
    private static final Set<String> ENDS_LIST = Set.of(
            "where", "on", "using", "group", "order", "limit", "join", "left", "inner", "cross", "full", "right", "set",
            "values", "select", "union", "having", "returning", "window", "offset", "except", "intersect");

    /** Words, and words with the one before them, that not every database has. */
    private static final Set<String> NOT_PORTABLE = Set.of("ilike", "glob", "pragma", "insert or", "update or", "autoincrement");

    private static final Set<String> NOT_PORTABLE_FUNCTIONS = Set.of(
            "json_extract", "strftime", "datetime", "julianday", "unixepoch", "now", "extract", "ifnull", "group_concat");

    private static final Logger LOG = LoggerFactory.getLogger(StatementRules.class);
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final TemplateEngine engine = new DefinedAttributeTemplateEngine();
    private final String plugin;
    private final String prefix;
    private final ClassLoader classes;

    /**
     * @param plugin its id
     * @param prefix what its tables are named with
     * @param classes its own
     */
    StatementRules(String plugin, String prefix, ClassLoader classes) {
        this.plugin = plugin;
        this.prefix = prefix;
        this.classes = classes;
    }

    @Override
    public String render(String template, StatementContext context) {
        String sql = engine.render(template, context);
        try {
            check(sql);
        } catch (IllegalArgumentException e) {
            // The test kit looks for this.
            LOG.error("A statement of {} is refused, at {}: {}", plugin, where(), e.getMessage().replaceAll("\\s+", " "));
            throw e;
        }
        return sql;
    }

    private String where() {
        return STACK.walk(frames -> frames
                .filter(frame -> frame.getDeclaringClass().getClassLoader() == classes)
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("a place that is not its own"));
    }

    /**
     * @throws IllegalArgumentException when it touches another's table, or not every database understands it
     */
    void check(String sql) {
        for (List<String> words : MigrationRules.statements(sql)) {
            checkPortable(words, sql);
            Set<String> named = named(words);
            for (int i = 0; i < words.size(); i++) {
                String before = i == 0 ? "" : words.get(i - 1);
                if (LEADS_TO_TABLE.contains(words.get(i)) && !NO_TABLE_AFTER.contains(before)) {
                    checkTables(words, i + 1, words.get(i).equals("from"), named, sql);
                }
            }
        }
    }

    private static void checkPortable(List<String> words, String sql) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            String found = NOT_PORTABLE.contains(word + " " + next) ? word + " " + next : word;
            if (NOT_PORTABLE.contains(found) || next.equals("(") && NOT_PORTABLE_FUNCTIONS.contains(word)) {
                throw new IllegalArgumentException("This statement uses " + found
                        + ", and not every database that Samsyn runs on has that: " + sql.strip());
            }
        }
    }

    /** What the statement itself names: {@code with name as (…)}, with or without columns. */
    private static Set<String> named(List<String> words) {
        Set<String> named = new HashSet<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals("as") && words.get(i + 1).equals("(") && i > 0) {
                int name = i - 1;
                while (name > 0 && words.get(i - 1).equals(")") && !words.get(name).equals("(")) {
                    name--;
                }
                named.add(words.get(words.get(name).equals("(") ? name - 1 : name));
            }
        }
        return named;
    }

    /** One table, or after {@code from} a list of them with commas between. */
    private void checkTables(List<String> words, int from, boolean list, Set<String> named, String sql) {
        int i = from;
        while (i < words.size() && SKIPPED.contains(words.get(i))) {
            i++;
        }
        if (i >= words.size() || !NAME.matcher(words.get(i)).matches()) {
            return;
        }
        String name = words.get(i).replace("\"", "");
        boolean function = i + 1 < words.size() && words.get(i + 1).equals("(") && list;
        boolean qualified = i + 1 < words.size() && words.get(i + 1).equals(".");
        if (!function && !named.contains(name) && (qualified || !name.startsWith(prefix))) {
            throw new IllegalArgumentException("This statement touches " + name + ", and a plugin's own tables are named "
                    + prefix + "…: " + sql.strip());
        }
        for (int next = i + 1; list && !function && next < words.size(); next++) {
            String word = words.get(next);
            if (word.equals(",")) {
                checkTables(words, next + 1, true, named, sql);
                return;
            }
            if (!NAME.matcher(word).matches() || ENDS_LIST.contains(word)) {
                return;
            }
        }
    }
}
