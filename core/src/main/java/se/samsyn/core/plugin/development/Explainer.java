package se.samsyn.core.plugin.development;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.plugin.development.Explanation.Place;
import se.samsyn.core.plugin.jar.PluginRefused;

/** Finds out where in a plugin's files something went wrong. */
public final class Explainer {

    private static final int DEEPEST = 20;
    private static final int LONGEST_TRACE = 12;
    private static final int AROUND = 3;

    /** As templates' failures end: the template and its line. */
    private static final Pattern IN_TEMPLATE = Pattern.compile("\\(([^():\\s]+):(\\d+)\\)\\s*$");
    /** As what is refused of migrations names the file and its line, or the name that is wrong as the third argument. */
    private static final Pattern SQL_FILE = Pattern.compile("([\\w.-]+\\.sql)");
    private static final int SQL_NAME = 2;
    private static final Pattern SQL_LINE = Pattern.compile("Line\\s*:\\s*(\\d+)");

    private final DevelopedFolder folder;

    public Explainer(DevelopedFolder folder) {
        this.folder = folder;
    }

    public Explanation explain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable one = failure; one != null && chain.size() < DEEPEST; one = one.getCause()) {
            chain.add(one);
        }
        Collections.reverse(chain);
        List<StackTraceElement> own = chain.stream().flatMap(one -> own(one).stream()).distinct().toList();
        return new Explanation(
                chain.stream().filter(one -> !oursAlone(one)).map(Explainer::line).distinct().toList(),
                chain.stream().flatMap(one -> place(one).stream()).findFirst().orElse(null),
                own.stream().limit(LONGEST_TRACE).map(StackTraceElement::toString).toList());
    }

    /** What core wraps a failure in, and what it refuses, which are told in words. */
    private static boolean oursAlone(Throwable failure) {
        return failure.getClass().getName().startsWith("se.samsyn.core.plugin.Plugin")
                        && failure.getCause() != null
                || failure instanceof PluginRefused;
    }

    private static String line(Throwable failure) {
        return failure.toString().lines().findFirst().orElse("");
    }

    /** The steps that were taken in classes of the plugin. */
    private List<StackTraceElement> own(Throwable failure) {
        return Stream.of(failure.getStackTrace())
                .filter(step -> Files.isRegularFile(folder.classes().resolve(outermost(step).replace('.', '/') + ".class")))
                .toList();
    }

    private static String outermost(StackTraceElement step) {
        return step.getClassName().replaceFirst("\\$.*", "");
    }

    private Optional<Place> place(Throwable failure) {
        Optional<StackTraceElement> step = own(failure).stream().filter(s -> s.getLineNumber() > 0).findFirst();
        if (step.isPresent()) {
            return Optional.of(place(step.get()));
        }
        Optional<Place> inTemplate = inTemplate(String.valueOf(failure.getMessage()));
        return inTemplate.isEmpty() && failure instanceof PluginRefused refused ? refused(refused) : inTemplate;
    }

    private Place place(StackTraceElement step) {
        String type = outermost(step);
        String folders = type.contains(".") ? type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/') : "";
        String name = folders + step.getFileName();
        Path file = find(name).orElse(null);
        return file == null
                ? new Place(name, step.getLineNumber(), "", "", "")
                : place(file, step.getLineNumber());
    }

    private Optional<Place> inTemplate(String message) {
        Matcher matcher = IN_TEMPLATE.matcher(message);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int line = Integer.parseInt(matcher.group(2));
        return find(matcher.group(1) + ".peb").or(() -> find(matcher.group(1))).map(file -> place(file, line));
    }

    /** Where what the reason names stands: in a migration, in the code, or as the key of a text. */
    private Optional<Place> refused(PluginRefused refused) {
        List<String> arguments = refused.arguments().stream().map(String::valueOf).toList();
        Matcher sql = SQL_FILE.matcher(String.join(" ", arguments));
        if (sql.find()) {
            Predicate<Path> file = path -> path.endsWith(sql.group(1));
            Matcher line = SQL_LINE.matcher(String.join(" ", arguments));
            if (line.find()) {
                return walk(file).map(path -> place(path, Integer.parseInt(line.group(1)))).findFirst();
            }
            String named = arguments.size() > SQL_NAME ? arguments.get(SQL_NAME) : arguments.get(arguments.size() - 1);
            return search(file, named).or(() -> walk(file).map(path -> place(path, 1)).findFirst());
        }
        return arguments.stream()
                .flatMap(argument -> Stream.of(argument.split(", ")))
                .filter(word -> !word.isBlank())
                .flatMap(word -> search(path -> path.toString().endsWith(".java"), '"' + word + '"')
                        .or(() -> search(path -> path.toString().endsWith(".properties"), word + "="))
                        .stream())
                .findFirst();
    }

    private Optional<Place> search(Predicate<Path> files, String words) {
        String end = Character.isLetterOrDigit(words.charAt(words.length() - 1)) ? "(?!\\w)" : "";
        Pattern whole = Pattern.compile("(?<!\\w)" + Pattern.quote(words) + end, Pattern.CASE_INSENSITIVE);
        return walk(files)
                .flatMap(file -> {
                    List<String> lines = lines(file);
                    return IntStream.range(0, lines.size())
                            .filter(i -> whole.matcher(lines.get(i)).find())
                            .mapToObj(i -> place(file, i + 1));
                })
                .findFirst();
    }

    private Stream<Path> walk(Predicate<Path> wanted) {
        List<Path> found = new ArrayList<>();
        for (Path root : folder.sources()) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile).filter(wanted).sorted().forEach(found::add);
            } catch (IOException | UncheckedIOException e) {
                // It is being built just now; what is not found is not told.
            }
        }
        return found.stream();
    }

    private Optional<Path> find(String name) {
        return folder.sources().stream()
                .map(root -> root.resolve(name).normalize())
                .filter(file -> folder.sources().stream().anyMatch(file::startsWith))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Place place(Path file, int line) {
        Path project = folder.project();
        String name = (file.startsWith(project) ? project.relativize(file) : file).toString().replace('\\', '/');
        List<String> lines = lines(file);
        return new Place(
                name,
                line,
                numbered(lines, line - AROUND, line - 1),
                numbered(lines, line, line),
                numbered(lines, line + 1, line + AROUND));
    }

    private static String numbered(List<String> lines, int from, int to) {
        return IntStream.rangeClosed(Math.max(1, from), Math.min(lines.size(), to))
                .mapToObj(number -> "%4d  %s%n".formatted(number, lines.get(number - 1)))
                .collect(Collectors.joining());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
