package se.samsyn.plugin.schoolquality;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** The joint assessments that are locked, for other systems. */
final class RoundEndpoint {

    private static final int LIMIT = 100;

    private final RoundRepository rounds;
    private final FrameworkRepository frameworks;
    private final JointRepository joints;

    RoundEndpoint(RoundRepository rounds, FrameworkRepository frameworks, JointRepository joints) {
        this.rounds = rounds;
        this.frameworks = frameworks;
        this.joints = joints;
    }

    /** A locked round. */
    public record Item(String id, String unit, String framework, String period, List<Level> levels) {}

    /** What was decided on a statement; null when nothing was. */
    public record Level(String statement, @Nullable Integer level) {}

    /** A part of the list, and where the next begins. */
    public record Items(List<Item> items, @Nullable String next) {}

    Response list(Request request) {
        String cursor = request.query("cursor");
        int offset = 0;
        if (cursor != null) {
            offset = Rounds.number(cursor)
                    .filter(n -> n < Integer.MAX_VALUE)
                    .orElseThrow(() -> new InputException(request.text("rest.cursor"), Map.of("cursor", cursor)))
                    .intValue();
        }
        Set<String> units = request.caller().unitsWith(Views.READ);
        RoundRepository.Filter filter = new RoundRepository.Filter(request.query("unit"), Round.State.LOCKED);
        List<RoundRepository.Counted> found = rounds.list(units, filter, offset, LIMIT + 1);
        List<Round> page =
                found.stream().limit(LIMIT).map(RoundRepository.Counted::round).toList();
        Map<Long, Map<String, JointRepository.Joint>> decided =
                joints.of(page.stream().map(Round::id).toList());
        Map<Long, Framework> byId = frameworks.byId();
        List<Item> items = page.stream()
                .map(round -> item(round, byId.get(round.frameworkId()), decided.getOrDefault(round.id(), Map.of())))
                .toList();
        return Response.json(new Items(items, found.size() > LIMIT ? Integer.toString(offset + LIMIT) : null));
    }

    private static Item item(Round round, Framework framework, Map<String, JointRepository.Joint> decided) {
        List<Level> levels = framework.statements().stream()
                .map(s -> new Level(s.id(), decided.getOrDefault(s.id(), JointRepository.NOTHING).level()))
                .toList();
        return new Item(Long.toString(round.id()), round.unitId(), framework.content().code(), round.period(), levels);
    }
}
