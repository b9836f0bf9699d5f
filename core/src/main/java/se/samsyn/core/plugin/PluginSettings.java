package se.samsyn.core.plugin;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import se.samsyn.api.Setting;

/** The values of a plugin's settings: what someone set, else what the plugin declared. Read on many threads. */
final class PluginSettings {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final int LONGEST = 500;

    private final List<Setting> declared;
    private volatile Map<String, String> set;

    PluginSettings(List<Setting> declared, Map<String, String> set) {
        this.declared = declared;
        this.set = Map.copyOf(set);
    }

    static boolean fits(Setting setting, String value) {
        return switch (setting.type()) {
            case TEXT -> value.length() <= LONGEST && value.lines().count() <= 1;
            case INTEGER -> INTEGER.matcher(value).matches()
                    && Integer.parseInt(value) >= setting.least()
                    && Integer.parseInt(value) <= setting.most();
            case BOOLEAN -> value.equals("true") || value.equals("false");
        };
    }

    List<Setting> declared() {
        return declared;
    }

    String value(String name) {
        Setting setting = declared.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No setting named " + name + " was declared"));
        String value = set.get(name);
        // A value from an earlier version of the plugin may no longer fit.
        return value != null && fits(setting, value) ? value : setting.defaultValue();
    }

    void replace(Map<String, String> values) {
        set = Map.copyOf(values);
    }
}
