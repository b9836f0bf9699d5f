package se.samsyn.core.plugin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.samsyn.core.plugin.jar.PluginRefused;

/**
 * Reads a plugin's migration statement by statement and refuses what reaches outside its own tables. What is not known
 * to be allowed is refused.
 */
final class MigrationRules {

    /** A comment, a text, a quoted name, a placeholder, a word, or any single sign. */
    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\$\\{\\w+}|[\\p{L}_][\\p{L}\\p{N}_$]*|\\S",
            Pattern.DOTALL);

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");
    private static final Set<String> NAMES_A_TABLE = Set.of("references", "from", "join", "into");
    private static final Set<String> QUERIES = Set.of("select", "values");
    private static final Set<String> OPENS_A_LIST = Set.of("from", "join", ",", "(");
    private static final Set<String> ENDS_TABLES =
            Set.of("where", "group", "order", "having", "limit", "union", "except", "intersect", "window", "returning");

    private final String file;
    private final String prefix;

    private MigrationRules(String file, String prefix) {
        this.file = file;
        this.prefix = prefix;
    }

    /**
     * @param prefix what every table and index must be named with
     * @throws PluginRefused at the first statement that is not allowed
     */
    static void check(String file, String sql, String prefix) {
        MigrationRules rules = new MigrationRules(file, prefix);
        for (List<String> statement : statements(sql)) {
            rules.checkStatement(statement);
        }
    }

    /** The statements of a text, each as its words in small letters and signs, without comments. */
    static List<List<String>> statements(String sql) {
        List<List<String>> statements = new ArrayList<>();
        List<String> current = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            String token = matcher.group();
            if (token.startsWith("--") || token.startsWith("/*")) {
                continue;
            }
            if (!token.equals(";")) {
                current.add(read(token));
            } else if (!current.isEmpty()) {
                statements.add(current);
                current = new ArrayList<>();
            }
        }
        if (!current.isEmpty()) {
            statements.add(current);
        }
        return statements;
    }

    /** Texts do not matter; names in quotes keep their capitals, which no name of a plugin's may have. */
    private static String read(String token) {
        if (token.startsWith("'")) {
            return "''";
        }
        return token.startsWith("\"") ? token : token.toLowerCase(Locale.ROOT);
    }

    private void checkStatement(List<String> tokens) {
        List<String> words = new ArrayList<>(tokens);
        words.removeAll(Set.of("unique", "if", "not", "exists"));
        switch (first(words, 2)) {
            case "create table", "alter table", "drop table", "drop index" -> requireOwn(words, 2);
            case "create index" -> {
                requireOwn(words, 2);
                requireOwn(words, words.indexOf("on") + 1);
            }
            case "insert into", "delete from" -> requireOwn(words, 2);
            default -> {
                if (!first(words, 1).equals("update")) {
                    throw new PluginRefused("migration.statement", file, first(tokens, 4));
                }
                requireOwn(words, 1);
            }
        }
        for (int i = 0; i + 1 < words.size(); i++) {
            boolean renamed = words.get(i).equals("to") && words.get(Math.max(0, i - 1)).equals("rename");
            boolean among = words.get(i).equals("in") && !words.get(i + 1).equals("(");
            if (renamed || among) {
                requireOwn(words, i + 1);
            }
            if (NAMES_A_TABLE.contains(words.get(i))) {
                requireOwnOrQuery(words, i + 1);
            }
        }
        checkLists(words);
    }

    /** A table may stand in parentheses, as a query does. */
    private void requireOwnOrQuery(List<String> words, int position) {
        int at = position;
        while (at < words.size() && words.get(at).equals("(")) {
            at++;
        }
        if (at == position || !QUERIES.contains(words.get(Math.min(at, words.size() - 1)))) {
            requireOwn(words, at);
        }
    }

    /** Those after the first in a list of tables, with commas between; parentheses that hold no query are a list as well. */
    private void checkLists(List<String> words) {
        Deque<Boolean> lists = new ArrayDeque<>(List.of(false));
        for (int i = 0; i + 1 < words.size(); i++) {
            String word = words.get(i);
            boolean within = lists.getLast();
            if (word.equals("(")) {
                lists.add(within && OPENS_A_LIST.contains(words.get(i - 1)) && !QUERIES.contains(words.get(i + 1)));
            } else if (word.equals(")") && lists.size() > 1) {
                lists.removeLast();
            } else if (word.equals(",") && within) {
                requireOwnOrQuery(words, i + 1);
            } else if (word.equals("from") || ENDS_TABLES.contains(word)) {
                lists.removeLast();
                lists.add(word.equals("from"));
            }
        }
    }

    private void requireOwn(List<String> words, int position) {
        String name = position < words.size() ? words.get(position).replace("\"", "") : "";
        boolean qualified = position + 1 < words.size() && words.get(position + 1).equals(".");
        boolean own = name.startsWith(prefix) && NAME.matcher(name).matches() && !name.equals(PluginMigrations.history(prefix));
        if (!own || qualified) {
            throw new PluginRefused("migration.foreign", file, first(words, 2), name, prefix);
        }
    }

    private static String first(List<String> words, int count) {
        return String.join(" ", words.subList(0, Math.min(count, words.size())));
    }
}
