package se.samsyn.distribution.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.samsyn.api.Contributions;
import se.samsyn.api.PluginContext;
import se.samsyn.api.service.Services;

/**
 * The examples of the guide and of the api's Javadoc stand as they are in plugins that are built and run, or in their tests, so
 * that they go on being true; and there is one of everything.
 */
class GuideTest {

    private static final Path GUIDE = Path.of("../api/README.md");
    private static final Path API = Path.of("../api/spi/src/main/java");

    /** What a plugin is given, with what a call of it looks like. */
    private static final Map<Class<?>, String> WAYS_IN = Map.of(
            Contributions.class, "(?m)^\\s*\\.%s\\(",
            PluginContext.class, "context\\.%s\\(",
            Services.class, "services\\(\\)\\s*\\.%s\\(");

    private final Sources plugins = Sources.in(
            Path.of("../api/archetype/src/main/resources/archetype-resources/src"), Path.of("../plugins"));
    private final Sources tests = Sources.in(Path.of("src/test/java")).and(plugins);

    @Test
    void everyExampleOfTheGuideStandsInAPlugin() throws IOException {
        List<Example> examples = Example.fenced(Files.readString(GUIDE));
        assertThat(examples).hasSizeGreaterThan(WAYS_IN.size());
        assertThat(examples).filteredOn(example -> !plugins.hold(example)).isEmpty();
    }

    @Test
    void whatIsInventedOrInAnotherOrderStandsNowhere() {
        String start = "public void start(PluginContext context) {";
        String pages = "new SickLeavePages(context.pluginId(), deliveries),";
        assertThat(plugins.hold(new Example(start + "\n…\n  " + pages))).isTrue();
        assertThat(plugins.hold(new Example(start + "\n" + pages))).isFalse();
        assertThat(plugins.hold(new Example(pages + "\n…\n" + start))).isFalse();
        assertThat(plugins.hold(new Example("new SickLeavePages(context.pluginId()),"))).isFalse();
        assertThat(plugins.hold(new Example("\n"))).isFalse();
    }

    @Test
    void theGuideHasAnExampleOfEverything() throws IOException {
        String code = Example.fenced(Files.readString(GUIDE)).stream().map(Example::text).collect(Collectors.joining("\n"));
        WAYS_IN.forEach((type, call) -> assertThat(type.getMethods())
                .extracting(Method::getName)
                .as(type.getSimpleName())
                .allMatch(name -> Pattern.compile(call.formatted(name)).matcher(code).find()));
    }

    @Test
    void everyExampleOfTheJavadocStandsInAPluginOrItsTest() {
        List<Example> examples = sources(API).flatMap(file -> Example.inJavadoc(read(file)).stream()).toList();
        assertThat(examples).hasSizeGreaterThan(WAYS_IN.size());
        assertThat(examples).filteredOn(example -> !tests.hold(example)).isEmpty();
    }

    @Test
    void theJavadocOfWhatAPluginAddsAndUsesShowsItsUseAndItsTest() {
        Set<String> without = new TreeSet<>();
        types().forEach(type -> {
            List<Example> examples = Example.inJavadoc(read(API.resolve(type.getName().replace('.', '/') + ".java")));
            if (examples.stream().noneMatch(plugins.ofMain()::hold) || examples.stream().noneMatch(tests.ofTests()::hold)) {
                without.add(type.getName());
            }
        });
        assertThat(without).isEmpty();
    }

    /** What is given to or had from the ways in, by one or many. */
    private static Stream<Class<?>> types() {
        return WAYS_IN.keySet().stream()
                .flatMap(type -> Stream.of(type.getMethods()))
                .flatMap(method -> Stream.concat(Stream.of(method.getParameterTypes()), Stream.of(method.getReturnType())))
                .filter(type -> type.getName().startsWith("se.samsyn.api."))
                .filter(type -> !WAYS_IN.containsKey(type))
                .distinct();
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
