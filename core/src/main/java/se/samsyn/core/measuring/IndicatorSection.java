package se.samsyn.core.measuring;

import static se.samsyn.core.access.CorePermissions.MEASUREMENT_EDIT;
import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.database.SwedishCollation;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitSection;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.Sparkline;

/** A unit's key indicators on its page: those with a target first, each with where it stands and how it got there. */
final class IndicatorSection implements UnitSection {

    private static final String TEMPLATE = "se/samsyn/core/measuring/unit-section";
    private static final int MOST = 6;

    private final MeasurementService measurements;

    IndicatorSection(MeasurementService measurements) {
        this.measurements = measurements;
    }

    /**
     * The card.
     *
     * @param enter where the caller gives the unit's values; null when they may not
     */
    public record Card(List<Row> rows, String more, @Nullable String enter) {}

    /** An indicator. */
    public record Row(
            String name,
            String href,
            String period,
            String source,
            ShownFigure outcome,
            String target,
            @Nullable String status,
            String proposal,
            Sparkline line) {}

    @Override
    public Optional<Content> on(Unit unit, Request request) {
        boolean readable = unit.standing() != Unit.Standing.OWN
                || HttpRequest.user(request).may(PLAN_READ, unit.id());
        if (!readable) {
            return Optional.empty();
        }
        List<Standing> key = key(unit);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Map<Long, List<Measurement>> outcomes = outcomes(unit, key);
        List<Row> rows = key.stream()
                .map(standing -> row(unit, standing, outcomes.getOrDefault(standing.indicator().id(), List.of()), request))
                .toList();
        String enter = HttpRequest.user(request).may(MEASUREMENT_EDIT, unit.id()) ? "/units/" + unit.id() + "/values" : null;
        return Optional.of(new Content(TEMPLATE, new Card(rows, "/indicators?show=used", enter)));
    }

    private List<Standing> key(Unit unit) {
        return measurements.latest(List.of(unit.id()), measurements.measured(List.of(unit.id()))).values().stream()
                .filter(standing -> standing.indicator().retiredOn() == null && standing.outcome() != null)
                .sorted(Comparator.<Standing, Boolean>comparing(standing -> standing.target() == null)
                        .thenComparing(standing -> standing.indicator().name(), SwedishCollation::compare))
                .limit(MOST)
                .toList();
    }

    private Map<Long, List<Measurement>> outcomes(Unit unit, List<Standing> key) {
        Map<Long, List<Measurement>> outcomes = new HashMap<>();
        for (Measurement m : measurements.series(key.stream().map(s -> s.indicator().id()).toList(), List.of(unit.id()))) {
            if (m.kind() == Kind.OUTCOME && m.gender() == Gender.T) {
                outcomes.computeIfAbsent(m.indicatorId(), id -> new ArrayList<>()).add(m);
            }
        }
        return outcomes;
    }

    private static Row row(Unit unit, Standing standing, List<Measurement> outcomes, Request request) {
        Indicator indicator = standing.indicator();
        Measurement outcome = standing.outcome();
        Measurement target = standing.target();
        Double aim = target == null ? null : target.value();
        List<@Nullable Double> values = new ArrayList<>();
        outcomes.forEach(m -> values.add(m.value()));
        return new Row(
                indicator.name(),
                "/indicators/" + indicator.id() + "?unit=" + unit.id(),
                outcome.period().text(),
                Sources.text(outcome.source(), request::text),
                ShownFigure.of(indicator, outcome, request.locale()),
                aim == null ? "" : ShownFigure.text(indicator, aim, request.locale()),
                standing.proposal().status() == null ? null : standing.proposal().status().name(),
                standing.proposal().explain(request::text, request.locale()),
                Sparkline.of(values, aim));
    }
}
