package se.samsyn.core.terms;

import java.text.ChoiceFormat;
import java.text.Format;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.samsyn.core.web.Rejection;

/** What own words must be like to stand where the standard text does. */
final class TermRules {

    private static final String FIELD = "text";
    private static final int SHORTEST_LIMIT = 100;
    private static final int TIMES_AS_LONG = 3;

    /** What Samsyn fills in: a number, and how it is to be written where that is said. */
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\s*(\\d+)\\s*(?:,\\s*(\\w+))?");

    private TermRules() {}

    /**
     * @return the words without needless space, on one line unless the standard text has several
     * @throws Rejection when they cannot be used
     */
    static String checked(String words, String standard) {
        Rejection.Check check = new Rejection.Check();
        int longest = longest(standard);
        String text = standard.contains("\n") ? words.strip().replace("\r", "") : words.strip().replaceAll("\\s+", " ");
        check.that(!text.isEmpty(), FIELD, "terms.error.empty");
        check.that(text.length() <= longest, FIELD, "web.input.long", longest);
        check.done();
        if (!text.equals(standard)) {
            checkPattern(text, standard);
        }
        return text;
    }

    /** Whether words that were written for an earlier standard text still go in its place. */
    static boolean fits(String words, String standard) {
        try {
            checkPattern(words, standard);
            return true;
        } catch (Rejection e) {
            return false;
        }
    }

    static int longest(String standard) {
        return Math.max(SHORTEST_LIMIT, TIMES_AS_LONG * standard.length());
    }

    /** What the text is filled in with, as it is written in it: {0}, {1} and so on; empty when with nothing. */
    static String filledIn(String standard) {
        return arguments(standard).keySet().stream()
                .map(number -> "{" + number + "}")
                .collect(Collectors.joining(", "));
    }

    /** What the standard text is filled in with and the words leave out, as {@link #filledIn} writes it. */
    static String leftOut(String words, String standard) {
        Set<Integer> used = arguments(words).keySet();
        return arguments(standard).keySet().stream()
                .filter(number -> !used.contains(number))
                .map(number -> "{" + number + "}")
                .collect(Collectors.joining(", "));
    }

    private static void checkPattern(String text, String standard) {
        if (text.indexOf('\'') >= 0) {
            throw Rejection.of(FIELD, "terms.error.apostrophe");
        }
        if (!isPattern(text)) {
            throw Rejection.of(FIELD, "terms.error.pattern");
        }
        Map<Integer, Set<String>> known = arguments(standard);
        arguments(text).forEach((number, kinds) -> {
            if (!known.containsKey(number)) {
                throw known.isEmpty()
                        ? Rejection.of(FIELD, "terms.error.none", "{" + number + "}")
                        : Rejection.of(FIELD, "terms.error.argument", "{" + number + "}", filledIn(standard));
            }
            if (!known.get(number).containsAll(kinds)) {
                throw Rejection.of(FIELD, "terms.error.kind", "{" + number + "}");
            }
        });
    }

    private static boolean isPattern(String text) {
        try {
            for (Format format : new MessageFormat(text, Locale.ROOT).getFormats()) {
                if (format instanceof ChoiceFormat choice && !isPattern(choice)) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The parts that it leads to are otherwise not looked at before one of them is chosen. */
    private static boolean isPattern(ChoiceFormat choice) {
        List<String> parts = Stream.of(choice.getFormats()).map(String::valueOf).toList();
        // Of a choice without numbers Java makes one that leads to nothing.
        return !String.join("", parts).isEmpty() && parts.stream().allMatch(TermRules::isPattern);
    }

    /** What is filled in, and of what kind it must be: a number where it chooses or is written as one. */
    private static Map<Integer, Set<String>> arguments(String pattern) {
        Map<Integer, Set<String>> arguments = new TreeMap<>();
        Matcher matcher = ARGUMENT.matcher(pattern);
        while (matcher.find()) {
            Set<String> kinds = arguments.computeIfAbsent(Integer.valueOf(matcher.group(1)), n -> new TreeSet<>());
            if (matcher.group(2) != null) {
                kinds.add(matcher.group(2).equals("choice") ? "number" : matcher.group(2));
            }
        }
        return arguments;
    }
}
