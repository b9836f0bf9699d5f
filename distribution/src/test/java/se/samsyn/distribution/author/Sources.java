package se.samsyn.distribution.author;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of source, by their paths, with the lines of each without the space around them. */
record Sources(Map<String, List<String>> files) {

    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|peb|sql|properties)");

    static Sources in(Path... folders) {
        return new Sources(Stream.of(folders)
                .flatMap(folder -> walk(folder).stream())
                .filter(file -> SOURCE.matcher(file.toString()).matches() && !file.toString().contains("/target/"))
                .collect(Collectors.toMap(Path::toString, Sources::lines)));
    }

    private static List<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(String::strip).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Sources and(Sources others) {
        Map<String, List<String>> both = new HashMap<>(files);
        both.putAll(others.files);
        return new Sources(both);
    }

    Sources ofMain() {
        return only(file -> file.contains("/main/java/"));
    }

    /** The archetype's are resources of its own. */
    Sources ofTests() {
        return only(file -> file.contains("src/test/"));
    }

    private Sources only(Predicate<String> which) {
        return new Sources(files.entrySet().stream()
                .filter(file -> which.test(file.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    boolean hold(Example example) {
        return files.values().stream().anyMatch(example::standsIn);
    }
}
