package se.samsyn.distribution.author;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines that are shown as they stand somewhere.
 *
 * @param text as shown; a line with … is what is left out between two parts
 */
record Example(String text) {

    private static final Pattern FENCED = Pattern.compile("```(?:java|twig|sql|properties)\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern JAVADOC = Pattern.compile("<pre>\\{@code\\R?(.*?)}</pre>", Pattern.DOTALL);
    private static final String LEFT_OUT = "…";

    static List<Example> fenced(String markdown) {
        return FENCED.matcher(markdown).results().map((MatchResult found) -> new Example(found.group(1))).toList();
    }

    static List<Example> inJavadoc(String source) {
        return JAVADOC.matcher(source).results()
                .map((MatchResult found) -> new Example(withoutStars(found.group(1))))
                .toList();
    }

    private static String withoutStars(String text) {
        return text.lines().map(line -> line.replaceFirst("^ *\\*", "")).collect(Collectors.joining("\n"));
    }

    /** Whether all of it stands in these lines: each part as it is, and the parts in order. Nothing stands nowhere. */
    boolean standsIn(List<String> lines) {
        List<List<String>> parts = parts();
        int from = 0;
        for (List<String> part : parts) {
            int at = Collections.indexOfSubList(lines.subList(from, lines.size()), part);
            if (at < 0) {
                return false;
            }
            from += at + part.size();
        }
        return !parts.isEmpty();
    }

    private List<List<String>> parts() {
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        for (String line : (text.strip() + "\n" + LEFT_OUT).strip().lines().map(String::strip).toList()) {
            if (!line.contains(LEFT_OUT)) {
                part.add(line);
            } else if (!part.isEmpty()) {
                parts.add(part);
                part = new ArrayList<>();
            }
        }
        return parts;
    }
}
