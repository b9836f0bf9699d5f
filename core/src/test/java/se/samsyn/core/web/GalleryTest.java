package se.samsyn.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.samsyn.api.web.Response;
import se.samsyn.core.database.Json;

/** Renders every component on a page, target/gallery.html, to be looked at; and holds the templates to their rules. */
class GalleryTest {

    private static final Path TEMPLATES = Path.of("src/main/resources");

    @ParameterizedTest
    @ValueSource(strings = {"gallery", "gallery-bare"})
    void rendersEveryComponent(String name) throws IOException {
        for (Locale locale : Messages.LOCALES) {
            String html = templates().render(name, model(locale), locale);
            assertThat(html).doesNotContain("[web.").doesNotContain(" style=").doesNotContain("onclick");
            Files.writeString(Path.of("target", name + "-" + locale.getLanguage() + ".html"), html);
        }
    }

    @Test
    void escapesWhatPeopleWrite() {
        Map<String, Object> model = model(Messages.SWEDISH);
        model.put("form", Form.of(Map.of("name", "\"><script>alert(1)</script>")));
        assertThat(templates().render("gallery-bare", model, Messages.SWEDISH))
                .contains("&quot;&gt;&lt;script&gt;")
                .doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 422, 500, 503})
    void everyProblemHasAPageOfItsOwn(int status) {
        Response.Problem problem = new Response.Problem(status, "code", "Vad som hände", Map.of("field", "Fel i fältet"));
        for (Locale locale : Messages.LOCALES) {
            Map<String, Object> model = model(locale);
            model.put("problem", problem);
            assertThat(templates().render("se/samsyn/core/web/problem", model, locale))
                    .contains("Vad som hände", "Fel i fältet", "<h1>")
                    .doesNotContain("[web.");
        }
    }

    @Test
    void usesOnlyIconsThatAreInTheSprite() throws IOException {
        List<String> known = new ArrayList<>();
        Json.mapper().readTree(Files.readString(Path.of("src/main/frontend/icons.json"))).forEach(node -> known.add(node.asString()));
        TreeSet<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".peb")).toList()) {
                Matcher icon = Pattern.compile("icon\\('([^']+)'").matcher(Files.readString(file));
                while (icon.find()) {
                    used.add(icon.group(1));
                }
            }
        }
        assertThat(used).isNotEmpty();
        assertThat(known).containsAll(used);
    }

    private static Templates templates() {
        return Templates.ofCore(Messages.ofCore(List.of("web")), Assets.load());
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

    private static Map<String, Object> line(String name, String role, @Nullable Double... numbers) {
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
                "/theme.css",
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
