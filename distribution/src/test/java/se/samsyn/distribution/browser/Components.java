package se.samsyn.distribution.browser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import se.samsyn.core.web.Assets;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Numbers;
import se.samsyn.core.web.PageChrome;
import se.samsyn.core.web.Sparkline;
import se.samsyn.core.web.Templates;

/** What the pages that show every component are filled with. */
final class Components {

    private Components() {}

    /** A page with every component, {@code components} in the layout or {@code components-bare} outside it. */
    static String render(String name, Locale locale) {
        Templates templates = Templates.ofCore(Messages.ofCore(List.of("web")), Assets.load());
        return templates.render("se/samsyn/distribution/browser/" + name, model(locale), locale);
    }

    private static Map<String, Object> model(Locale locale) {
        Form bad = Form.of(Map.of("title", "", "target", "nittio", "comment", "Vi <b>läser</b> mer.", "status", "AT_RISK", "owner", "2"))
                .reject("title", "Skriv en rubrik")
                .reject("target", "Skriv ett tal, till exempel 92,5");
        Map<String, Object> model = new HashMap<>();
        model.put("page", page(locale));
        model.put("form", Form.of(Map.of()));
        model.put("bad", bad);
        model.put("now", Instant.parse("2026-11-14T13:32:00Z"));
        model.put("spark", Sparkline.of(List.of(78.0, 74.0, 79.0, 81.0, 81.0, 84.0), 92.0));
        model.put("gap", Sparkline.of(Arrays.asList(5.0, null, 4.0, 3.6, 3.4), null));
        model.put("periods", List.of("2021", "2022", "2023", "2024", "2025", "2026"));
        model.put(
                "series",
                List.of(
                        line("Lindängsskolan", "outcome", 78.0, 74.0, 79.0, 81.0, 81.0, 84.0),
                        line("Mål", "target", 92.0, 92.0, 92.0, 92.0, 92.0, 92.0),
                        line("Kommunen", "municipality", 80.0, 80.0, 79.0, 81.0, null, 81.0),
                        line("Riket", "country", 76.0, 76.0, 75.0, 77.0, 77.0, 78.0)));
        model.put(
                "counts",
                List.of(
                        Map.of("code", "ON_TRACK", "text", "Enligt plan", "count", 6),
                        Map.of("code", "AT_RISK", "text", "Risk för avvikelse", "count", 2),
                        Map.of("code", "OFF_TRACK", "text", "Avvikelse", "count", 1),
                        Map.of("code", "REACHED", "text", "Uppnått", "count", 0),
                        Map.of("code", "NOT_STARTED", "text", "Ej påbörjat", "count", 1)));
        model.put(
                "statuses",
                Stream.of("NOT_STARTED", "ON_TRACK", "AT_RISK", "OFF_TRACK", "REACHED")
                        .map(code -> Map.of("code", code, "text", code))
                        .toList());
        model.put(
                "people",
                List.of(
                        Map.of("value", 1, "label", "Amina Yusuf"),
                        Map.of("value", 2, "label", "Maria Lindqvist"),
                        Map.of("value", 3, "label", "Johan Ek")));
        return model;
    }

    private static Map<String, Object> line(String name, String role, Double... numbers) {
        List<Map<String, Object>> values = new ArrayList<>();
        for (Double number : numbers) {
            Map<String, Object> value = new HashMap<>();
            value.put("number", number);
            value.put("state", number == null ? "MISSING" : "EXISTS");
            value.put("text", number == null ? "" : Numbers.text(number, 0, Messages.SWEDISH) + "\u00a0%");
            values.add(value);
        }
        return Map.of("name", name, "role", role, "values", values);
    }

    private static PageChrome page(Locale locale) {
        return new PageChrome(
                locale.getLanguage(),
                "Norrviks kommun",
                "/theme/14595e.css",
                true,
                new PageChrome.UserMark("1", "Maria Lindqvist", "ML"),
                List.of(
                        new PageChrome.Section(
                                null,
                                List.of(
                                        new PageChrome.Item("Min sida", "/", "house", false, 3),
                                        new PageChrome.Item("Planer och mål", "/plans", "target", true, 0),
                                        new PageChrome.Item("Jämför skolor", "/compare", "columns-3", false, 0))),
                        new PageChrome.Section(
                                "Administration",
                                List.of(new PageChrome.Item("Inställningar", "/settings", "settings", false, 0)))),
                "token",
                new PageChrome.Notice("success", "Sparat."),
                "/plans");
    }
}
