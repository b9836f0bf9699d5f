package se.samsyn.plugin.schoolquality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.organisation.Unit;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** A unit's own development over the years, never beside another's. */
final class TrendPages {

    private final RoundRepository rounds;
    private final FrameworkRepository frameworks;
    private final JointRepository joints;

    TrendPages(RoundRepository rounds, FrameworkRepository frameworks, JointRepository joints) {
        this.rounds = rounds;
        this.frameworks = frameworks;
        this.joints = joints;
    }

    /** A period that has been assessed. */
    public record Column(String label, String href) {}

    /**
     * What was decided on a statement in a period.
     *
     * @param level 0 when nothing was
     * @param trend UP, DOWN or FLAT since the period before; empty when it cannot be told
     */
    public record Cell(int level, String name, String trend) {}

    /** A statement through the periods. */
    public record Row(String text, List<Cell> cells) {}

    /** An area of a framework. */
    public record Area(String title, List<Row> rows) {}

    /** A framework through its editions. */
    public record Table(String code, String title, List<Column> columns, List<Area> areas) {}

    Response show(Request request) {
        Optional<Unit> unit = request.services().units().find(request.pathParameter("unit"));
        if (unit.isEmpty()) {
            return Views.notFound(request);
        }
        Map<Long, Framework> byId = frameworks.byId();
        List<Round> locked = rounds.ofUnit(unit.get().id()).stream()
                .filter(round -> round.state() == Round.State.LOCKED)
                .sorted(Comparator.comparing((Round round) -> Period.of(round.period()).start())
                        .thenComparing(Round::id))
                .toList();
        Map<String, List<Round>> byCode = new LinkedHashMap<>();
        for (Round round : locked) {
            byCode.computeIfAbsent(byId.get(round.frameworkId()).content().code(), c -> new ArrayList<>())
                    .add(round);
        }
        Map<Long, Map<String, JointRepository.Joint>> decided =
                joints.of(locked.stream().map(Round::id).toList());
        List<Table> tables = byCode.entrySet().stream()
                .map(entry -> table(request, entry.getKey(), entry.getValue(), byId, decided))
                .toList();
        return Response.page(
                "school-quality/trend",
                Map.of("unit", unit.get(), "tables", tables, "mayOpen", request.caller().may(Views.MANAGE, unit.get().id())));
    }

    private static Table table(
            Request request,
            String code,
            List<Round> rounds,
            Map<Long, Framework> byId,
            Map<Long, Map<String, JointRepository.Joint>> decided) {
        Framework newest = byId.get(rounds.get(rounds.size() - 1).frameworkId());
        List<Column> columns = rounds.stream()
                .map(round -> new Column(Period.of(round.period()).label(request), round.address()))
                .toList();
        List<Area> areas = newest.content().areas().stream()
                .map(area -> new Area(
                        area.title(),
                        area.statements().stream()
                                .map(statement -> new Row(
                                        statement.text(), cells(statement.id(), rounds, byId, decided)))
                                .toList()))
                .toList();
        return new Table(code, newest.content().title(), columns, areas);
    }

    private static List<Cell> cells(
            String statement,
            List<Round> rounds,
            Map<Long, Framework> byId,
            Map<Long, Map<String, JointRepository.Joint>> decided) {
        List<Cell> cells = new ArrayList<>();
        @Nullable Integer before = null;
        for (Round round : rounds) {
            Integer level = decided.getOrDefault(round.id(), Map.of())
                    .getOrDefault(statement, JointRepository.NOTHING)
                    .level();
            if (level == null) {
                cells.add(new Cell(0, "", ""));
                continue;
            }
            String trend = before == null ? "" : level > before ? "UP" : level < before ? "DOWN" : "FLAT";
            cells.add(new Cell(level, byId.get(round.frameworkId()).levelName(level), trend));
            before = level;
        }
        return cells;
    }
}
