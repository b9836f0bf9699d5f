package se.samsyn.core.plugin.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import se.samsyn.api.subject.Subject;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.subject.SubjectCard.Fact;
import se.samsyn.core.access.Ids;
import se.samsyn.core.measuring.Cell;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.ShownFigure;
import se.samsyn.core.measuring.Standing;
import se.samsyn.core.organisation.Unit;

/** Indicators on units: the latest outcome, what it is held against and how it has moved. Small groups stay hidden. */
record IndicatorCards(Cards cards) {

    Map<Subject, SubjectCard> of(Collection<Subject> subjects) {
        Set<Long> unitIds = new TreeSet<>(CallerIds.numbers(
                subjects.stream().map(Subject::unitId).filter(Objects::nonNull).toList()));
        Map<Long, Unit> units = new HashMap<>(cards.parts().units().find(unitIds));
        // Everyone else's figures are public.
        units.values().removeIf(unit ->
                unit.standing() == Unit.Standing.OWN && !cards.readable().contains(unit.id()));
        Map<Cell, Standing> standings =
                cards.parts().measuring().measurements().latest(units.keySet(), Cards.ids(subjects));
        Map<Subject, SubjectCard> found = new HashMap<>();
        for (Subject subject : subjects) {
            Cell cell = new Cell(Ids.parse(subject.id()).orElse(0), Ids.parse(subject.unitId()).orElse(0));
            Standing standing = standings.get(cell);
            if (standing != null) {
                found.put(subject, card(subject, standing, units.get(cell.unitId())));
            }
        }
        return found;
    }

    private SubjectCard card(Subject subject, Standing standing, Unit unit) {
        Indicator indicator = standing.indicator();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(cards.text("planning.indicator.outcome"), cards.figure(indicator, standing.outcome())));
        if (standing.target() != null) {
            facts.add(new Fact(cards.text("planning.indicator.target"), cards.figure(indicator, standing.target())));
        }
        String change = change(standing);
        if (!change.isEmpty()) {
            facts.add(new Fact(cards.text("planning.indicator.trend"), change));
        }
        var status = standing.proposal().status();
        return new SubjectCard(
                subject,
                cards.text("planning.indicator"),
                indicator.name(),
                unit.name(),
                "/indicators/" + indicator.id() + "?unit=" + unit.id(),
                status == null ? null : status.name(),
                status == null ? "" : cards.text("web.status." + status),
                facts);
    }

    private String change(Standing standing) {
        Measurement outcome = standing.outcome();
        Measurement before = standing.previous();
        if (outcome == null || outcome.value() == null || before == null || before.value() == null) {
            return "";
        }
        return ShownFigure.change(
                standing.indicator(), outcome.value(), before.value(), before.period(), cards::text, cards.locale());
    }
}
