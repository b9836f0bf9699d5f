package se.samsyn.distribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form as a page shows it.
 *
 * @param fields what would be sent if one pressed the button at once; of a choice where none is made, the first
 * @param typed the fields that one types into
 */
record PageForm(String action, boolean posts, Map<String, String> fields, Set<String> typed) {

    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile(
            "<input\\b([^>]*)>|<textarea\\b([^>]*)>(.*?)</textarea>|<select\\b([^>]*)>(.*?)</select>", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("<option\\b([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)(?:=\"([^\"]*)\")?");
    private static final Set<String> CHOICES = Set.of("radio", "checkbox");
    private static final Set<String> NOT_TYPED = Set.of("hidden", "submit", "file", "button");

    /** Every form of the page at the address. */
    static List<PageForm> all(String address, String html) {
        List<PageForm> forms = new ArrayList<>();
        Matcher matcher = FORM.matcher(html);
        while (matcher.find()) {
            Map<String, String> attributes = attributes(matcher.group(1));
            PageForm form = new PageForm(
                    attributes.getOrDefault("action", address),
                    "post".equals(attributes.get("method")),
                    new LinkedHashMap<>(),
                    new LinkedHashSet<>());
            form.read(matcher.group(2));
            forms.add(form);
        }
        return forms;
    }

    private void read(String html) {
        Matcher control = CONTROL.matcher(html);
        while (control.find()) {
            if (control.group(1) != null) {
                input(attributes(control.group(1)));
            } else if (control.group(2) != null) {
                String name = attributes(control.group(2)).get("name");
                fields.put(name, text(control.group(3)).strip());
                typed.add(name);
            } else {
                select(attributes(control.group(4)).get("name"), control.group(5));
            }
        }
        fields.remove("_csrf");
    }

    private void input(Map<String, String> attributes) {
        String name = attributes.get("name");
        String type = attributes.getOrDefault("type", "text");
        if (name == null || name.equals("_csrf")) {
            return;
        }
        if (CHOICES.contains(type)) {
            if (attributes.containsKey("checked") || type.equals("radio")) {
                fields.putIfAbsent(name, attributes.get("value"));
            }
            return;
        }
        fields.put(name, attributes.getOrDefault("value", ""));
        if (!NOT_TYPED.contains(type)) {
            typed.add(name);
        }
    }

    private void select(String name, String html) {
        Matcher option = OPTION.matcher(html);
        while (option.find()) {
            Map<String, String> attributes = attributes(option.group(1));
            if (attributes.containsKey("selected") || fields.getOrDefault(name, "").isEmpty()) {
                fields.put(name, attributes.getOrDefault("value", ""));
            }
        }
    }

    private static Map<String, String> attributes(String html) {
        Map<String, String> attributes = new HashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(html);
        while (attribute.find()) {
            attributes.put(attribute.group(1), attribute.group(2) == null ? "" : text(attribute.group(2)));
        }
        return attributes;
    }

    static String text(String html) {
        return html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    }
}
