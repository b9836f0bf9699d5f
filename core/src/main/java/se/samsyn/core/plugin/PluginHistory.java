package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
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

    HistoryFormat format() {
        return HistoryFormat.of("plugin.history")
                .codes("enabled", "plugin.history.enabled")
                .texts("release")
                .parts("settings", this::settings)
                .texts("erased");
    }

    private List<HistoryItem.Field> settings(
            Change change, Map<String, String> before, Map<String, String> after, Locale locale) {
        String id = change.values().getOrDefault("id", "");
        Optional<Known> known = published.find(id).map(Known::of).or(() -> memory.find(id));
        Map<String, String> otherwise = known.map(Known::settings).orElse(Map.of());
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<HistoryItem.Field> fields = new ArrayList<>();
        for (String name : names) {
            @Nullable String was = before.getOrDefault(name, otherwise.get(name));
            @Nullable String is = after.getOrDefault(name, otherwise.get(name));
            if (!Objects.equals(was, is)) {
                String key = "setting." + name;
                String label = known.map(one -> one.words().get(key)).map(text -> text.in(locale)).orElse(name);
                fields.add(SECRET.matcher(name).matches()
                        ? new HistoryItem.Field(label, null, messages.text(locale, "plugin.history.secret"))
                        : new HistoryItem.Field(label, shown(was, locale), shown(is, locale)));
            }
        }
        return fields;
    }

    private @Nullable String shown(@Nullable String value, Locale locale) {
        return "true".equals(value) || "false".equals(value) ? messages.text(locale, "plugin.setting." + value) : value;
    }
}
