package se.samsyn.plugin.schoolquality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;
import se.samsyn.api.shared.SharedRecord;

/** What others may read of a unit: the latest joint assessment that is locked. The plugin's README tells its JSON. */
final class SharedAssessment implements SharedRecord.Provider {

    static final String NAME = "self-assessment";
    static final int VERSION = 1;

    private static final int MOST = 3;

    private final RoundRepository rounds;
    private final FrameworkRepository frameworks;
    private final JointRepository joints;

    SharedAssessment(RoundRepository rounds, FrameworkRepository frameworks, JointRepository joints) {
        this.rounds = rounds;
        this.frameworks = frameworks;
        this.joints = joints;
    }

    /** An assessment. */
    public record Assessment(
            String period, String framework, String address, List<AreaLevel> strengths, List<AreaLevel> challenges) {}

    /**
     * How an area stands.
     *
     * @param level the mean of the levels decided in it, 1 to 4, with one decimal
     */
    public record AreaLevel(String area, BigDecimal level) {}

    @Override
    public @Nullable Object provide(String key, Caller caller, Services services) {
        if (Rounds.number(key).isEmpty() || !caller.may(Views.READ, key)) {
            return null;
        }
        Optional<Round> latest = Round.latestLocked(rounds.ofUnit(key));
        return latest.flatMap(round -> frameworks.find(round.frameworkId())
                        .map(framework -> of(round, framework, joints.of(round.id()))))
                .orElse(null);
    }

    /** Strengths are the areas above the mean of the areas, the highest first; challenges those below, the lowest first. */
    static Assessment of(Round round, Framework framework, Map<String, JointRepository.Joint> decided) {
        List<AreaLevel> levels = framework.content().areas().stream()
                .flatMap(area -> level(area, decided).stream())
                .toList();
        BigDecimal mean = mean(levels.stream().map(AreaLevel::level).toList(), 4);
        Comparator<AreaLevel> lowestFirst = Comparator.comparing(AreaLevel::level);
        return new Assessment(
                round.period(),
                framework.content().title(),
                round.address(),
                levels.stream()
                        .filter(area -> area.level().compareTo(mean) > 0)
                        .sorted(lowestFirst.reversed())
                        .limit(MOST)
                        .toList(),
                levels.stream()
                        .filter(area -> area.level().compareTo(mean) < 0)
                        .sorted(lowestFirst)
                        .limit(MOST)
                        .toList());
    }

    private static Optional<AreaLevel> level(Framework.Area area, Map<String, JointRepository.Joint> decided) {
        List<BigDecimal> levels = area.statements().stream()
                .map(statement -> decided.getOrDefault(statement.id(), JointRepository.NOTHING).level())
                .filter(Objects::nonNull)
                .map(BigDecimal::valueOf)
                .toList();
        return levels.isEmpty() ? Optional.empty() : Optional.of(new AreaLevel(area.title(), mean(levels, 1)));
    }

    private static BigDecimal mean(List<BigDecimal> values, int decimals) {
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return values.isEmpty()
                ? sum
                : sum.divide(BigDecimal.valueOf(values.size()), decimals, RoundingMode.HALF_UP);
    }
}
