package se.samsyn.core.fetch;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.samsyn.core.fetch.KoladaClient.Question;
import se.samsyn.core.measuring.Measurement.Gender;

/** Which figures have been asked for, and which of them were answered: a bit for each, since there are hundreds of thousands. */
final class Asked {

    private static final int GENDERS = Gender.values().length;

    private final Map<String, Integer> codes = new HashMap<>();
    private final Map<String, Integer> bodies = new HashMap<>();
    private final Map<String, Integer> years = new HashMap<>();
    private final BitSet asked = new BitSet();
    private final BitSet answered = new BitSet();

    Asked(Collection<Question> questions) {
        for (Question question : questions) {
            number(codes, question.kpis());
            number(bodies, question.bodies());
            number(years, question.years());
        }
        for (Question question : questions) {
            for (String code : question.kpis()) {
                for (String body : question.bodies()) {
                    question.years().forEach(year -> {
                        int first = place(code, body, year, Gender.values()[0]);
                        asked.set(first, first + GENDERS);
                    });
                }
            }
        }
    }

    private static void number(Map<String, Integer> numbers, List<String> ids) {
        ids.forEach(id -> numbers.putIfAbsent(id, numbers.size()));
    }

    /** Below zero for what has not been asked for at all. */
    private int place(String code, String body, String year, Gender gender) {
        Integer first = codes.get(code);
        Integer second = bodies.get(body);
        Integer third = years.get(year);
        if (first == null || second == null || third == null) {
            return -1;
        }
        return ((first * bodies.size() + second) * years.size() + third) * GENDERS + gender.ordinal();
    }

    void answered(String code, String body, String year, Gender gender) {
        int place = place(code, body, year, gender);
        if (place >= 0) {
            answered.set(place);
        }
    }

    boolean was(String code, String body, String year, Gender gender) {
        int place = place(code, body, year, gender);
        return place >= 0 && asked.get(place);
    }

    boolean unanswered(String code, String body, String year, Gender gender) {
        return was(code, body, year, gender) && !answered.get(place(code, body, year, gender));
    }
}
