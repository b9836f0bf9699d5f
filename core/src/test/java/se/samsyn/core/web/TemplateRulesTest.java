package se.samsyn.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.samsyn.api.web.Response;
import se.samsyn.core.database.Json;

/** What every template of core is held to. */
class TemplateRulesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources");
    private static final Path ICONS = Path.of("src/main/frontend/icons.json");
    private static final Pattern ICON = Pattern.compile("(?:[iI]con\\(|[iI]con=)'([a-z0-9-]+)'");
    private static final Pattern INLINE = Pattern.compile("\\sstyle=|<style|<script(?![^>]*\\ssrc=)|\\son[a-z]+=");
    private static final Pattern UNESCAPED = Pattern.compile("\\|\\s*raw|autoescape");

    @ParameterizedTest
    @MethodSource("templates")
    void hasNoStylesOrScriptsWithinIt(Path template) throws IOException {
        assertThat(found(INLINE, 0, template)).isEmpty();
    }

    /** A plugin's panel has been rendered, and escaped, by the plugin's own engine. */
    @ParameterizedTest
    @MethodSource("templates")
    void escapesEverythingButAPluginsPanel(Path template) throws IOException {
        int allowed = template.endsWith("plugin/panel.peb") ? 1 : 0;
        assertThat(found(UNESCAPED, 0, template)).hasSize(allowed);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void usesOnlyIconsThatAreInTheSprite(Path template) throws IOException {
        Set<String> known = StreamSupport.stream(Json.mapper().readTree(Files.readString(ICONS)).spliterator(), false)
                .map(node -> node.asString())
                .collect(Collectors.toSet());
        assertThat(known).containsAll(found(ICON, 1, template));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 422, 500, 503})
    void everyProblemHasAPageOfItsOwn(int status) {
        Response.Problem problem = new Response.Problem(status, "code", "Vad som hände", Map.of("field", "Fel i fältet"));
        for (Locale locale : Messages.LOCALES) {
            assertThat(render(problem, locale))
                    .contains("Vad som hände", "Fel i fältet", "<h1>")
                    .doesNotContain("[web.");
        }
    }

    @Test
    void escapesWhatIsNotTheirs() {
        Response.Problem problem = new Response.Problem(400, "code", "<script>alert(1)</script>", Map.of());
        assertThat(render(problem, Messages.SWEDISH))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    private static String render(Response.Problem problem, Locale locale) {
        PageChrome page = new PageChrome(
                locale.getLanguage(), "Norrviks kommun", "/theme/14595e.css", true, null, List.of(), "token", null, "/");
        Templates templates = Templates.ofCore(Messages.ofCore(List.of("web")), Assets.load());
        return templates.render("se/samsyn/core/web/problem", Map.of("page", page, "problem", problem), locale);
    }

    private static List<String> found(Pattern pattern, int group, Path template) throws IOException {
        return pattern.matcher(Files.readString(TEMPLATES.resolve(template)))
                .results()
                .map((MatchResult result) -> result.group(group))
                .toList();
    }

    static List<Path> templates() {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".peb"))
                    .map(TEMPLATES::relativize)
                    .toList();
            assertThat(found).hasSizeGreaterThan(5);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
