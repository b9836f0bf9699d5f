package se.samsyn.plugin.schoolquality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** What a unit's page shows: the latest joint profile, and that a round is open. */
final class UnitPanel {

    private final RoundRepository rounds;
    private final FrameworkRepository frameworks;
    private final JointRepository joints;

    UnitPanel(RoundRepository rounds, FrameworkRepository frameworks, JointRepository joints) {
        this.rounds = rounds;
        this.frameworks = frameworks;
        this.joints = joints;
    }

    /** How an area stands: how many of its statements are at each level. */
    public record AreaProfile(String title, List<Count> levels) {}

    /** How many statements are at a level. */
    public record Count(String level, int statements) {}

    /** A round and where it is. */
    public record Link(String period, String state, String href) {}

    Response show(Request request) {
        String unit = request.pathParameter("unit");
        List<Round> all = rounds.ofUnit(unit);
        Optional<Round> current =
                all.stream().filter(r -> r.state() != Round.State.LOCKED).findFirst();
        Optional<Round> latest = Round.latestLocked(all);
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("unit", unit);
        model.put("current", current.map(r -> link(request, r)).orElse(null));
        model.put("latest", latest.map(r -> link(request, r)).orElse(null));
        model.put("areas", latest.flatMap(this::profile).orElse(List.of()));
        model.put("mayOpen", request.caller().may(Views.MANAGE, unit));
        return Response.page("school-quality/panel", model);
    }

    private static Link link(Request request, Round round) {
        return new Link(
                Period.of(round.period()).label(request),
                request.text("round.state." + round.state()),
                round.address());
    }

    private Optional<List<AreaProfile>> profile(Round round) {
        Map<String, JointRepository.Joint> decided = joints.of(round.id());
        return frameworks.find(round.frameworkId()).map(framework -> framework.content().areas().stream()
                .map(area -> new AreaProfile(area.title(), counts(framework, area, decided)))
                .toList());
    }

    private static List<Count> counts(
            Framework framework, Framework.Area area, Map<String, JointRepository.Joint> decided) {
        List<Count> counts = new ArrayList<>();
        for (int level = Framework.LEVELS; level >= 1; level--) {
            int at = level;
            int statements = (int) area.statements().stream()
                    .map(s -> decided.getOrDefault(s.id(), JointRepository.NOTHING).level())
                    .filter(Objects::nonNull)
                    .filter(l -> l == at)
                    .count();
            if (statements > 0) {
                counts.add(new Count(framework.levelName(level), statements));
            }
        }
        return counts;
    }
}
