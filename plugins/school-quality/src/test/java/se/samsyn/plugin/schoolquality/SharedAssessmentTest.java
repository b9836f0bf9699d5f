package se.samsyn.plugin.schoolquality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.samsyn.plugin.schoolquality.SharedAssessment.AreaLevel;
import se.samsyn.plugin.schoolquality.SharedAssessment.Assessment;

class SharedAssessmentTest {

    private static final Round ROUND =
            new Round(7, 1, "3", "2025/26", Round.State.LOCKED, Instant.parse("2026-06-01T10:00:00.000Z"), "5", 3);

    @Test
    void strengthsAreAboveTheMeanAndChallengesBelowIt() {
        Assessment assessment = of(Map.of("a", List.of(4, 3), "b", List.of(1), "c", List.of(2, 3, 2), "d", List.of(4)));

        assertThat(assessment.period()).isEqualTo("2025/26");
        assertThat(assessment.framework()).isEqualTo("Ramverk");
        assertThat(assessment.address()).isEqualTo("/modules/school-quality/units/3/rounds/7");
        assertThat(assessment.strengths()).containsExactly(area("d", "4.0"), area("a", "3.5"));
        assertThat(assessment.challenges()).containsExactly(area("b", "1.0"), area("c", "2.3"));
    }

    @Test
    void thereAreAtMostThreeOfEach() {
        Map<String, List<Integer>> levels = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            levels.put("h" + i, List.of(4));
            levels.put("l" + i, List.of(1));
        }

        assertThat(of(levels).strengths()).hasSize(3);
        assertThat(of(levels).challenges()).hasSize(3);
    }

    @Test
    void whatIsNotDecidedCountsForNothingAndWhatIsAlikeIsNeither() {
        assertThat(of(Map.of("a", List.of(3), "b", List.of(3), "c", List.of())))
                .satisfies(all -> assertThat(all.strengths()).isEmpty())
                .satisfies(all -> assertThat(all.challenges()).isEmpty());
        assertThat(of(Map.of("a", List.of())).strengths()).isEmpty();
    }

    private static AreaLevel area(String title, String level) {
        return new AreaLevel(title, new BigDecimal(level));
    }

    /** An assessment of areas by title, each statement at its level; an area without levels has a statement undecided. */
    private static Assessment of(Map<String, List<Integer>> levels) {
        Map<String, JointRepository.Joint> decided = new HashMap<>();
        List<Framework.Area> areas = levels.keySet().stream().sorted().map(title -> {
            List<Framework.Statement> statements = new java.util.ArrayList<>();
            statements.add(new Framework.Statement(title + "-none", "", List.of()));
            for (int i = 0; i < levels.get(title).size(); i++) {
                String id = title + "-" + i;
                statements.add(new Framework.Statement(id, "", List.of()));
                decided.put(id, new JointRepository.Joint(levels.get(title).get(i), "", "", 1));
            }
            return new Framework.Area(title, title, "", statements);
        }).toList();
        Framework framework = new Framework(
                1, new Framework.Content("kod", "Ramverk", "", List.of(), List.of("1", "2", "3", "4"), areas), false, false, 1);
        return SharedAssessment.of(ROUND, framework, decided);
    }
}
