package se.samsyn.core.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody typed, as words; signs mean nothing.
 *
 * @param words without signs, at most ten
 * @param last whether the last may be the beginning of a word
 */
public record SearchWords(List<String> words, boolean last) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int MOST = 10;
    private static final int LONGEST = 60;

    public static SearchWords of(String typed) {
        String text = normal(typed);
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        int end = 0;
        while (words.size() < MOST && matcher.find()) {
            String word = matcher.group();
            words.add(word.substring(0, Math.min(word.length(), LONGEST)));
            end = matcher.end();
        }
        return new SearchWords(words, end == text.length());
    }

    /** Letters in one spelling, so that an å is an å however it was typed. */
    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    boolean none() {
        return words.isEmpty();
    }
}
