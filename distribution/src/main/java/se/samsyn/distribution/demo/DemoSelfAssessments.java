package se.samsyn.distribution.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import se.samsyn.core.Samsyn;

/** Self-assessments that units made together and locked, at the plugin's own pages. */
final class DemoSelfAssessments {

    static final String PLUGIN = "school-quality";

    private static final String BASE = "/modules/school-quality";
    private static final Pattern FITTING = Pattern.compile("name=\"framework\" value=\"(\\d+)\" checked");
    private static final Pattern PERIODS = Pattern.compile("(?s)name=\"period\".*?<option value=\"([^\"]*)\"");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

    private final Samsyn samsyn;
    private final DemoTexts texts;
    private final DemoUnits units;
    private final DemoClock clock;

    DemoSelfAssessments(Samsyn samsyn, DemoTexts texts, DemoUnits units, DemoClock clock) {
        this.samsyn = samsyn;
        this.texts = texts;
        this.units = units;
        this.clock = clock;
    }

    /**
     * When Samsyn serves, with the plugin on.
     *
     * @param day when they were made, of the school year that ended then
     */
    void create(LocalDate day) {
        for (DemoTexts.SelfAssessment assessment : texts.selfAssessments()) {
            clock.travelTo(day);
            create(assessment);
        }
    }

    private void create(DemoTexts.SelfAssessment assessment) {
        DemoVisitor leader = as(assessment.by());
        String unit = Long.toString(units.named(assessment.unit()).id());
        String form = BASE + "/rounds/new?unit=" + unit;
        String round = leader.post(
                BASE + "/rounds",
                Map.of(
                        "unit", unit,
                        "framework", leader.all(form, FITTING).get(0),
                        "period", leader.all(form, PERIODS).get(0)));
        for (String username : assessment.answeredBy()) {
            clock.passMinutes(25);
            Map<String, String> answers = levels(assessment);
            answers.put("action", "hand-in");
            as(username).post(round + "/answer", answers);
        }
        clock.passMinutes(90);
        leader = as(assessment.by());
        leader.post(round + "/join", Map.of("version", version(leader, round)));
        Map<String, String> joint = levels(assessment);
        assessment.decided().forEach((statement, decided) -> joint.put("comment-" + statement, decided.comment()));
        leader.post(round + "/joint", joint);
        leader.post(round + "/lock", Map.of("version", version(leader, round)));
    }

    private DemoVisitor as(String username) {
        return DemoVisitor.signedIn(samsyn.port(), username);
    }

    private static Map<String, String> levels(DemoTexts.SelfAssessment assessment) {
        Map<String, String> levels = new HashMap<>();
        assessment.decided()
                .forEach((statement, decided) -> levels.put("level-" + statement, Integer.toString(decided.level())));
        return levels;
    }

    private static String version(DemoVisitor visitor, String round) {
        return visitor.all(round, VERSION).get(0);
    }
}
