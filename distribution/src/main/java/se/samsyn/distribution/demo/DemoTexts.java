package se.samsyn.distribution.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.samsyn.core.database.Json;
import se.samsyn.core.followup.Findings;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.planning.Cause;

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
        List<Analysed> analyses,
        List<Analysed> acrossGoals,
        List<String> reasons,
        List<String> summaries,
        List<Meetings> meetings,
        List<SelfAssessment> selfAssessments) {

    /**
     * An analysis with two causes, the second of which is dismissed.
     *
     * @param intervention what is done about the first
     */
    record Analysed(
            String result,
            String cause,
            String evidenceFor,
            String evidenceAgainst,
            Cause.Verdict verdict,
            String other,
            String otherAgainst,
            String conclusion,
            String intervention) {

        Findings findings(List<Long> goals) {
            return new Findings(
                    goals,
                    result,
                    List.of(
                            new Cause(0, cause, evidenceFor, evidenceAgainst, verdict),
                            new Cause(0, other, "", otherAgainst, Cause.Verdict.REJECTED)),
                    conclusion);
        }
    }

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

    /**
     * A series of meetings. People are named by what they sign in with.
     *
     * @param unit the name of a school; empty for the administration
     * @param by who chairs it
     * @param members who else takes part, and as what
     * @param withRole everyone on the unit with this role takes part; empty for nobody besides
     * @param planned in how many days those to come are held
     * @param proposed items that members put on the agenda of those, by title
     */
    record Meetings(
            String kind,
            String unit,
            String name,
            String place,
            String time,
            boolean openAbove,
            String by,
            String secretary,
            Map<String, String> members,
            String withRole,
            List<Held> held,
            List<Integer> planned,
            Map<String, String> proposed) {}

    /** @param attestedBy empty when the minutes still wait for it */
    record Held(int daysAgo, String attestedBy, List<String> present, List<Written> written) {}

    /**
     * @param item its place on the agenda, from 1
     * @param note empty where nothing was noted beyond what stood there
     */
    record Written(int item, String note, String decision, List<Promise> promises, String state) {}

    /**
     * @param days to when it is done, from the meeting
     * @param goal whether it serves a goal of the unit's
     */
    record Promise(String text, String owner, int days, boolean goal) {}

    /**
     * What a unit found of its own work last school year.
     *
     * @param by who leads it
     * @param answeredBy who handed in answers of their own
     * @param decided what they decided together, by statement
     */
    record SelfAssessment(String unit, String by, List<String> answeredBy, Map<String, Decided> decided) {}

    /** @param level 1 to 4 */
    record Decided(int level, String comment) {}

    static DemoTexts load() {
        try (InputStream in = DemoTexts.class.getResourceAsStream("lindvik.json")) {
            return Json.mapper().readValue(in, DemoTexts.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the demo municipality's texts", e);
        }
    }
}
