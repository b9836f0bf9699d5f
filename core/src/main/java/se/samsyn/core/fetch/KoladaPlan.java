package se.samsyn.core.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.samsyn.core.fetch.KoladaClient.Question;

/**
 * Which figures are asked for.
 *
 * @param kpis the indicators that are in use here
 * @param unitKpis those of them that there are figures of single units of
 * @param near we ourselves, the country, our region, and the municipalities that are like us: as far back as is given at once
 * @param far every other municipality: the latest years, for the spread
 * @param units our schools, as Kolada knows them
 * @param year the latest
 */
record KoladaPlan(
        List<String> kpis, List<String> unitKpis, List<String> near, List<String> far, List<String> units, int year) {

    static final int YEARS_NEAR = KoladaClient.MOST_IDS;
    static final int YEARS_FAR = 6;

    /** The questions of municipalities, regions and the country. */
    List<Question> data() {
        return Stream.concat(
                        questions(kpis, near, YEARS_NEAR).stream(), questions(kpis, far, YEARS_FAR).stream())
                .toList();
    }

    /** The questions of single units. */
    List<Question> unitData() {
        return questions(unitKpis, units, YEARS_NEAR);
    }

    private List<Question> questions(List<String> codes, List<String> bodies, int years) {
        List<String> periods = IntStream.rangeClosed(year - years + 1, year).mapToObj(String::valueOf).toList();
        List<Question> questions = new ArrayList<>();
        for (List<String> some : parts(codes)) {
            for (List<String> these : parts(bodies)) {
                questions.add(new Question(some, these, periods));
            }
        }
        return questions;
    }

    private static List<List<String>> parts(List<String> ids) {
        return IntStream.iterate(0, from -> from < ids.size(), from -> from + KoladaClient.MOST_IDS)
                .mapToObj(from -> ids.subList(from, Math.min(ids.size(), from + KoladaClient.MOST_IDS)))
                .toList();
    }
}
