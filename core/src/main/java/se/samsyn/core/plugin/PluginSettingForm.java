package se.samsyn.core.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.samsyn.api.Setting;
import se.samsyn.api.web.Request;
import se.samsyn.core.web.Form;

/** An active plugin's settings as a form. */
record PluginSettingForm(ActivePlugin plugin) {

    /** A setting with its texts in the plugin's words. */
    public record Field(String name, String type, String label, String help) {}

    /** What somebody wrote in a setting, and what somebody else did meanwhile. */
    public record Difference(String label, String mine, String theirs) {}

    /** Apart from the names of other fields. */
    private static String name(Setting setting) {
        return "setting." + setting.name();
    }

    private static boolean isYesOrNo(Setting setting) {
        return setting.type() == Setting.Type.BOOLEAN;
    }

    List<Field> fields(Request request) {
        return plugin.settings().declared().stream()
                .map(setting -> new Field(
                        name(setting),
                        setting.type().name(),
                        text(request, name(setting)),
                        help(request, setting)))
                .toList();
    }

    private String help(Request request, Setting setting) {
        String help = text(request, name(setting) + ".help");
        boolean limited = setting.least() > -Setting.LIMIT || setting.most() < Setting.LIMIT;
        return limited ? help + " " + request.text("plugin.setting.between", setting.least(), setting.most()) : help;
    }

    private String text(Request request, String key) {
        return plugin.scope().messages().text(request.locale(), key);
    }

    /** As they are now. */
    Form now() {
        Map<String, String> values = new HashMap<>();
        plugin.settings().declared().forEach(setting -> values.put(name(setting), plugin.settings().value(setting.name())));
        return Form.of(values);
    }

    /** What was typed; the form is marked where it does not fit. */
    Map<String, String> typed(Request request, Form form) {
        Map<String, String> values = new HashMap<>();
        for (Setting setting : plugin.settings().declared()) {
            String value = typed(setting, form);
            if (!PluginSettings.fits(setting, value)) {
                form.reject(name(setting), request.text("plugin.setting.invalid." + setting.type(), setting.least(), setting.most()));
            }
            values.put(setting.name(), value);
        }
        return values;
    }

    private static String typed(Setting setting, Form form) {
        return isYesOrNo(setting) ? Boolean.toString(form.checked(name(setting))) : form.value(name(setting));
    }

    /** Where the form and the settings as they are now say different things. */
    List<Difference> differences(Request request, Form form) {
        List<Difference> differences = new ArrayList<>();
        for (Setting setting : plugin.settings().declared()) {
            String mine = typed(setting, form);
            String theirs = plugin.settings().value(setting.name());
            if (!mine.equals(theirs)) {
                differences.add(new Difference(
                        text(request, name(setting)),
                        isYesOrNo(setting) ? request.text("plugin.setting." + mine) : mine,
                        isYesOrNo(setting) ? request.text("plugin.setting." + theirs) : theirs));
            }
        }
        return differences;
    }
}
