package se.samsyn.core.plugin;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.DefinedAttributeTemplateEngine;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * Reads each statement of a plugin under development before it is run, and refuses one that touches a table which is not
 * the plugin's own. Installed plugins are not read so: it is a rule to be reminded of, not a wall.
 */
final class StatementRules implements TemplateEngine {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_\"][\\p{L}\\p{N}_$\"]*");
    private static final Set<String> LEADS_TO_TABLE = Set.of("from", "join", "into", "update", "table");
    private static final Set<String> NO_TABLE_AFTER = Set.of("distinct", "do", "for");
    private static final Set<String> SKIPPED = Set.of("only", "if", "not", "exists", "lateral");
    private static final Set<String> ENDS_LIST = Set.of(
            "where", "on", "using", "group", "order", "limit", "join", "left", "inner", "cross", "full", "right", "set",
            "values", "select", "union", "having", "returning", "window", "offset", "except", "intersect");

    private final TemplateEngine engine = new DefinedAttributeTemplateEngine();
    private final String prefix;

    /**
     * @param prefix what the plugin's tables are named with
     */
    StatementRules(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public String render(String template, StatementContext context) {
        String sql = engine.render(template, context);
        check(sql);
        return sql;
    }

    /**
     * @throws IllegalArgumentException when it touches another's table
     */
    void check(String sql) {
        for (List<String> words : MigrationRules.statements(sql)) {
            Set<String> named = named(words);
            for (int i = 0; i < words.size(); i++) {
                String before = i == 0 ? "" : words.get(i - 1);
                if (LEADS_TO_TABLE.contains(words.get(i)) && !NO_TABLE_AFTER.contains(before)) {
                    checkTables(words, i + 1, words.get(i).equals("from"), named, sql);
                }
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
