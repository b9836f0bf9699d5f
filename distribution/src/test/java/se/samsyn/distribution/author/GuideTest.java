package se.samsyn.distribution.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide's examples are taken out of plugins that are built and run, so that they go on being true. */
class GuideTest {

    private static final Pattern EXAMPLE = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final List<Path> PLUGINS =
            List.of(Path.of("../api/archetype/src/main/resources/archetype-resources/src"), Path.of("../plugins"));

    @Test
    void everyLineOfAnExampleStandsInAPlugin() throws IOException {
        Set<String> known = PLUGINS.stream().flatMap(GuideTest::lines).collect(Collectors.toSet());
        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("../api/README.md"))).results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(examples).hasSizeGreaterThan(1);
        assertThat(examples.stream().flatMap(String::lines).map(String::strip).filter(line -> !line.contains("…")).toList())
                .allMatch(known::contains);
    }

    private static Stream<String> lines(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.toString().contains("/target/"))
                    .flatMap(GuideTest::linesOf)
                    .map(String::strip)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
