package se.samsyn.plugin.schoolquality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.organisation.Unit;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** What several pages show alike. */
final class Views {

    static final String READ = "read";
    static final String ANSWER = "answer";
    static final String MANAGE = "manage";
    static final String FRAMEWORKS = "frameworks";

    private Views() {}

    /** A link of the way back. */
    public record Crumb(String label, String href) {}

    /** A choice among several. */
    public record Option(String value, String label, String help) {}

    /** A step of the round. */
    public record Step(String label, String state, @Nullable String href) {}

    /** Where a round is: its unit, framework and period in words. */
    public record Place(
            String unit, String unitId, String framework, String period, String state, String stateText, String href, int version) {}

    /**
     * A statement with what was decided on it.
     *
     * @param level 0 when nothing was
     * @param spread how many answered each level; empty when it is not to be shown
     */
    public record Line(
            String id, String text, int level, String levelName, String levelText, String comment, String evidence, List<Integer> spread) {}

    /** An area with its statements. */
    public record Block(String id, String title, String description, List<Line> lines) {}

    static Place place(Request request, Round round, Framework framework, Unit unit) {
        return new Place(
                unit.name(),
                unit.id(),
                framework.content().title(),
                Period.of(round.period()).label(request),
                round.state().name(),
                request.text("round.state." + round.state()),
                round.address(),
                round.version());
    }

    static List<Step> steps(Request request, Round round) {
        List<Step> steps = new ArrayList<>();
        for (Round.State state : Round.State.values()) {
            String where = state == round.state() && state != Round.State.LOCKED
                    ? "current"
                    : state.compareTo(round.state()) <= 0 ? "done" : "todo";
            steps.add(new Step(request.text("round.step." + state), where, null));
        }
        return steps;
    }

    /** The choices of a statement: its levels, and none. */
    static List<Option> levels(Request request, Framework framework, Framework.Statement statement) {
        List<Option> options = new ArrayList<>();
        for (int level = 1; level <= Framework.LEVELS; level++) {
            String label = request.text("level.name", level, framework.levelName(level));
            options.add(new Option(Integer.toString(level), label, statement.levels().get(level - 1)));
        }
        options.add(new Option("", request.text("level.none"), ""));
        return options;
    }

    static List<Block> blocks(
            Request request,
            Framework framework,
            Map<String, JointRepository.Joint> joint,
            Map<String, int[]> spread) {
        return framework.content().areas().stream()
                .map(area -> new Block(
                        area.id(),
                        area.title(),
                        area.description(),
                        area.statements().stream()
                                .map(statement -> line(
                                        request,
                                        framework,
                                        statement,
                                        joint.getOrDefault(statement.id(), JointRepository.NOTHING),
                                        counts(spread.get(statement.id()))))
                                .toList()))
                .toList();
    }

    /** Nothing where the spread is not to be shown. */
    static List<Integer> counts(int @Nullable [] levels) {
        return levels == null ? List.of() : IntStream.of(levels).boxed().toList();
    }

    private static Line line(
            Request request,
            Framework framework,
            Framework.Statement statement,
            JointRepository.Joint joint,
            List<Integer> spread) {
        Integer level = joint.level();
        return new Line(
                statement.id(),
                statement.text(),
                level == null ? 0 : level,
                level == null ? request.text("level.undecided") : request.text("level.name", level, framework.levelName(level)),
                level == null ? "" : statement.levels().get(level - 1),
                joint.comment(),
                joint.evidence(),
                spread);
    }

    static Response notFound(Request request) {
        return Response.problem(404, "not-found", request.text("web.error.notfound"));
    }
}
