package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.change.Change;
import se.samsyn.core.change.HistoryFormat;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.plugin.PluginMemory.Known;
import se.samsyn.core.web.Messages;

/** How what has happened to plugins is put into words: each setting by itself, as the plugin calls it. */
record PluginHistory(PublishedPlugins published, PluginMemory memory, Messages messages) {

    /** What keeps others out is not told, nor what it was before. */
    private static final Pattern SECRET = Pattern.compile("(.*[.-])?(password|passphrase|secret|token|key)");

    /** As it is written down when it is done. */
    private static final Pattern ERASED = Pattern.compile("(\\w+): (\\d+)");

    HistoryFormat format() {
        return HistoryFormat.of("plugin.history")
                .codes("enabled", "plugin.history.enabled")
                .texts("release")
                .parts("settings", this::settings)
                .parts("erased", this::erased);
    }

    private List<HistoryItem.Field> settings(
            Change change, @Nullable String was, @Nullable String is, Locale locale) {
        Map<String, String> before = HistoryFormat.partsOf(was);
        Map<String, String> after = HistoryFormat.partsOf(is);
        String id = change.values().getOrDefault("id", "");
        Optional<Known> known = published.find(id).map(Known::of).or(() -> memory.find(id));
        Map<String, String> otherwise = known.map(Known::settings).orElse(Map.of());
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<HistoryItem.Field> fields = new ArrayList<>();
        for (String name : names) {
            @Nullable String old = before.getOrDefault(name, otherwise.get(name));
            @Nullable String fresh = after.getOrDefault(name, otherwise.get(name));
            if (!Objects.equals(old, fresh)) {
                String key = "setting." + name;
                String label = known.map(one -> one.words().get(key)).map(text -> text.in(locale)).orElse(name);
                fields.add(SECRET.matcher(name).matches()
                        ? new HistoryItem.Field(label, null, messages.text(locale, "plugin.history.secret"))
                        : new HistoryItem.Field(label, shown(old, locale), shown(fresh, locale)));
            }
        }
        return fields;
    }

    /** How much of it in all, then what; what an earlier erasing took away has nothing to do with it. */
    private List<HistoryItem.Field> erased(Change change, @Nullable String was, @Nullable String is, Locale locale) {
        long rows = 0;
        List<String> named = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        Matcher table = ERASED.matcher(String.valueOf(is));
        while (table.find()) {
            rows += Long.parseLong(table.group(2));
            String key = "plugin.data." + table.group(1);
            boolean core = messages.has(key);
            (core ? named : tables).add((core ? messages.text(locale, key) : table.group(1)) + " " + table.group(2));
        }
        named.addAll(tables);
        String told = messages.text(locale, "plugin.history.erased", rows, String.join(", ", named));
        return List.of(new HistoryItem.Field(messages.text(locale, "plugin.history.field.erased"), null, told));
    }

    private @Nullable String shown(@Nullable String value, Locale locale) {
        return "true".equals(value) || "false".equals(value) ? messages.text(locale, "plugin.setting." + value) : value;
    }
}
