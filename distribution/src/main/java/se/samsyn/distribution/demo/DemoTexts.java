package se.samsyn.distribution.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.samsyn.core.database.Json;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.organisation.UnitKind;

/** What the demo municipality is made of, as {@code lindvik.json} says. */
record DemoTexts(
        String municipality,
        String administration,
        List<Area> areas,
        List<String> firstNames,
        List<String> lastNames,
        List<OwnIndicator> indicators,
        List<KoladaIndicator> kolada,
        ComparisonGroup comparisonGroup,
        List<String> councilGoals,
        List<CommitteeGoal> committeeGoals,
        List<UnitGoal> unitGoals,
        Map<Status, List<String>> comments,
        List<String> analyses,
        List<String> summaries) {

    record Area(String name, UnitKind kind, List<String> units) {}

    /**
     * @param mean what the municipality's units have in the first year
     * @param spread how far units differ
     * @param step how much a year changes
     */
    record OwnIndicator(
            String code,
            String name,
            String definition,
            String unit,
            int decimals,
            Direction direction,
            double tolerance,
            Set<UnitKind> kinds,
            double mean,
            double spread,
            double target,
            double step,
            boolean byGender) {}

    record KoladaIndicator(
            String code, String name, String definition, String unit, int decimals, Direction direction) {}

    record ComparisonGroup(String name, List<Series> series) {}

    record Series(String code, Map<String, Double> values) {}

    record CommitteeGoal(String title, int under, String description) {}

    /** @param under the place of the committee's goal that it breaks down */
    record UnitGoal(
            Set<UnitKind> kinds,
            int under,
            String title,
            String description,
            List<String> indicators,
            List<String> activities) {}

    static DemoTexts load() {
        try (InputStream in = DemoTexts.class.getResourceAsStream("lindvik.json")) {
            return Json.mapper().readValue(in, DemoTexts.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the demo municipality's texts", e);
        }
    }
}
